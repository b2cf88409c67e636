export const words = {
  automaticSubjects: ["automatická odpověď", "mimo kancelář", "nepřítomnost"],
  optOut: {
    alone: ["stop", "odhlásit", "odhlaste"],
    clauses: [
      "(prosím )?(odhlaste|odhlásit|vyřaďte|vymažte|smažte) (mě|mne|mou adresu)( .{0,40})?",
      "(prosím )?(neposílejte|nezasílejte|nepište) (mi )?.{0,40}",
      "nepřeji si .{0,40}",
    ],
  },
};

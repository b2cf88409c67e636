/** The words by which we read Romanian. Data: incomplete by nature. */
export const words = {
  automaticSubjects: ["răspuns automat", "în afara biroului"],
};

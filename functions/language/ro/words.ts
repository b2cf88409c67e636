export const words = {
  automaticSubjects: ["răspuns automat", "în afara biroului"],
};

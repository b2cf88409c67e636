export const words = {
  automaticSubjects: ["automatikus válasz", "házon kívül"],
};

/** The words by which we read Hungarian. Data: incomplete by nature. */
export const words = {
  automaticSubjects: ["automatikus válasz", "házon kívül"],
};

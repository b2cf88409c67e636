/** The words by which we read Slovak. Data: incomplete by nature. */
export const words = {
  automaticSubjects: ["automatická odpoveď", "mimo kancelárie"],
};

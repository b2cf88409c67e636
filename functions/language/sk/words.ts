export const words = {
  automaticSubjects: ["automatická odpoveď", "mimo kancelárie"],
};

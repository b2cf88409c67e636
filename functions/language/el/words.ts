export const words = {
  automaticSubjects: ["αυτόματη απάντηση", "εκτός γραφείου"],
};

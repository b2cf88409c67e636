/** The words by which we read Greek. Data: incomplete by nature. */
export const words = {
  automaticSubjects: ["αυτόματη απάντηση", "εκτός γραφείου"],
};

/** The words by which we read Hebrew. Data: incomplete by nature. */
export const words = {
  automaticSubjects: ["תשובה אוטומטית", "הודעה אוטומטית", "מענה אוטומטי"],
  optOut: {
    alone: ["הסר", "הסירו", "להסיר", "הסרה"],
    clauses: [
      "(נא |אנא |בבקשה )?(להסיר|הסירו|תסירו|הסר|מחקו) (אותי|את (הכתובת|המייל) שלי)( .{0,40})?",
      "(אל|לא) (תשלחו|לשלוח|תכתבו)( לי)?( .{0,30})?",
    ],
  },
};

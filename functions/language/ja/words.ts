/** The words by which we read Japanese. Data: incomplete by nature. */
export const words = {
  automaticSubjects: ["自動返信", "自動応答", "不在通知", "不在のお知らせ"],
  optOut: {
    alone: ["配信停止", "解除", "退会", "停止"],
    clauses: [
      ".{0,12}(配信|メール|購読).{0,6}(停止|解除|中止|止めて|やめて|不要).{0,12}",
      ".{0,12}(登録|リスト).{0,4}(解除|削除).{0,12}",
      "もう?(メール|連絡).{0,4}(送らないで|しないで|いりません).{0,8}",
    ],
  },
};

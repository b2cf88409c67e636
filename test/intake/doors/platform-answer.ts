/** What a platform's API answers about a lead: the id alone decides it, so that a test knows it, too. */
export function platformAnswer(url: string): { status: number; body: unknown } {
  const path = new URL(url, "http://api").pathname;
  const id = decodeURIComponent(path.split("/").at(-1) ?? "");
  const lot = [...id].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % 8;
  if (lot === 0) return { status: 503, body: {} };
  const isMeta = path.startsWith("/v");
  if (lot === 1) return { status: 404, body: isMeta ? { error: { code: 100, error_subcode: 33 } } : {} };
  const email = lot === 2 ? "nowhere" : `${Buffer.from(id).toString("hex").slice(0, 50)}@asked.example`;
  const odd = [[[1e300, ["deep"]]], 1e21, null, { is_checked: "1" }];
  if (isMeta) {
    const fields = { full_name: "Ida Berg", email, "a question": "x".repeat(3000) };
    const field_data = Object.entries(fields).map(([name, value]) => ({ name, values: [value] }));
    return { status: 200, body: { id, field_data, custom_disclaimer_responses: lot === 3 ? odd : [] } };
  }
  if (path.includes("leadForms")) return { status: 404, body: {} };
  const answers = [{ questionId: 1, name: "email", answerDetails: { textQuestionAnswer: { answer: email } } }];
  return { status: 200, body: { id, testLead: lot === 4, submittedAt: 1789999999000, formResponse: { answers } } };
}

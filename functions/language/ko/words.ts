/** The words by which we read Korean. Data: incomplete by nature. */
export const words = {
  automaticSubjects: ["자동 ?회신", "자동 ?응답", "부재 ?중"],
  optOut: {
    alone: ["수신거부", "수신 거부", "구독 취소", "구독취소", "중단"],
    clauses: [".{0,12}(수신 ?거부|구독 ?(취소|해지)).{0,12}", ".{0,8}(메일|이메일).{0,6}(보내지 ?마|그만).{0,10}"],
  },
};

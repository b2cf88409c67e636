/** The words by which we read Chinese. Data: incomplete by nature. */
export const words = {
  automaticSubjects: ["自动回复", "自動回覆", "自动答复"],
  optOut: {
    alone: ["退订", "退訂", "取消订阅", "取消訂閱", "td"],
    clauses: [
      ".{0,6}(退订|退訂|取消订阅|取消訂閱).{0,10}",
      ".{0,6}(不要|别|別|请勿|請勿)再?(给我|給我|向我)?(发|發|寄|发送|發送|联系|聯繫).{0,12}",
      ".{0,4}(把我)?从.{0,10}(名单|列表|名單).{0,4}(移除|删除|刪除)",
    ],
  },
};

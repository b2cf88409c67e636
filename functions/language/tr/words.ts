export const words = {
  automaticSubjects: ["otomatik yanıt", "ofis dışında"],
  optOut: {
    alone: ["dur", "abonelikten çık", "listeden çık"],
    clauses: [
      "(beni )?(listeden|listenizden|abonelikten) (çıkar|çıkarın|çıkartın|çıkmak istiyorum).{0,20}",
      "(bana )?(artık |bir daha )?(e-?posta|mail|mesaj) (göndermeyin|atmayın|yollamayın)",
      "(artık )?(e-?posta|mail) almak istemiyorum",
    ],
  },
};

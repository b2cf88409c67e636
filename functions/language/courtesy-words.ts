export const politely =
  "(please|pls|plz|kindly|just|bitte|hiermit|also|merci|s['’]il vous plaît|svp|por favor|per favore|per cortesia|alstublieft|aub|graag|proszę|prosím|snälla|vänligen|venligst|vennligst|пожалуйста|прошу|будь ласка|lütfen|נא|אנא|בבקשה|من فضلك|请|請|どうか)";

export const afterwards =
  "( (please|pls|thanks?|thank you|thx|now|immediately|asap|today|bitte|danke|sofort|umgehend|merci|svp|s['’]il vous plaît|gracias|por favor|grazie|obrigad[oa]|bedankt|dank u|a\\.?u\\.?b\\.?|dziękuję|tack|tak|takk|kiitos|děkuji|спасибо|дякую|teşekkürler|תודה|شكرا))*";

export const greetings =
  "(hi|hello|hey|dear|good (morning|day|afternoon)|hallo|guten (tag|morgen)|liebe[rs]?|sehr geehrte[rs]?|moin|bonjour|bonsoir|salut|madame|monsieur|hola|buen[oa]s( d[ií]as| tardes)?|estimad[oa]s?|ciao|salve|buongiorno|gentile|olá|oi|bom dia|prezad[oa]s?|beste|geachte|goedendag|dzień dobry|cześć|szanowni|hej|hei|god dag|dobrý den|здравствуйте|добрый день|привет|доброго дня|вітаю|merhaba|שלום|مرحبا|السلام عليكم|您好|你好|こんにちは|안녕하세요)";

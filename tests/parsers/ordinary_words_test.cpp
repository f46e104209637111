// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "parsers/parsers.h"
#include "parsers/reading_json.h"
#include "tests/parsers/covered_form.h"

using namespace tallyd;
using test::read_with_cover;

TEST_CASE("ordinary words around a form are no doubt: English") {
  for (const char* words :
       {"Please find attached our reply to TSB Circular 53.",
        "Please find attached our reply to TSB Circular No. 53 of 5 December 2017.",
        "Our reply to your letter No. 12/2018 is attached.",
        "Réponse à la Circulaire no. 53.",
        "Please find attached the duly completed and signed form.",
        "Kindly find attached Kenya's response.",
        "On behalf of the Administration of Kenya, I have the honour to transmit the attached "
        "reply.",
        "On behalf of Kenya, please find attached our reply.",
        "On behalf of the Communications Authority of Kenya, I am pleased to send the reply.",
        "On behalf of the Director General, please find attached the reply.",
        "on behalf of the Ministry of ICT",
        "I would appreciate it if you could confirm receipt.",
        "Could you please acknowledge receipt of this email?",
        "Please do not hesitate to contact us should you have any questions.",
        "If you need any further information, please let me know.",
        "The original will be sent by post.",
        "The original signed letter will follow by post.",
        "Thank you for your cooperation.",
        "Thank you for your kind attention and best regards",
        "We thank TSB for the reminder.",
        "Apologies for the late reply.",
        "Sorry for the delay in replying.",
        "With reference to the TSB Circular 53 dated 11 October 2017, we have the honour to inform "
        "you of the opinion of this Administration.",
        "The Ministry avails itself of this opportunity to renew to the Union the assurances of "
        "its highest consideration.",
        "Accept, Sir, the assurances of my highest consideration.",
        "Regards,\nJane Doe\nHead, International Standards\nTel: +254 20 123456 ext. "
        "7\nwww.ca.go.ke",
        "Sent from my iPhone",
        "Get Outlook for Android",
        "Please consider the environment before printing this e-mail.",
        "This e-mail and any attachments are confidential and intended solely for the addressee. "
        "If you are not the intended recipient, please notify the sender and delete it. Any views "
        "expressed are those of the sender and do not necessarily represent those of the Ministry "
        "unless specifically stated.",
        "DISCLAIMER: The information contained in this message may be privileged and confidential "
        "and protected from disclosure. If you have received this communication in error, please "
        "notify us immediately by replying to the message and deleting it from your computer.",
        "This message has been scanned for viruses and dangerous content by MailScanner, and is "
        "believed to be clean.",
        "CAUTION: This email originated from outside the organization. Do not click links or open "
        "attachments unless you recognize the sender and know the content is safe.",
        "[EXTERNAL]",
        "Our comments are in the attached document.",
        "Please see our comments attached.",
        "We have comments on the second draft; they are enclosed.",
        "Kenya assigns authority to Study Group 17 for all three texts.",
        "The Ministry of Information has reviewed the draft Recommendations and has no objection.",
        "Note: the form was signed by the Director General.",
        "Should you require any clarification, please contact the undersigned.",
        "We look forward to the meeting of Study Group 17.",
        "We hope that this meets your requirements.",
        "Happy New Year and best wishes to the team.",
        "Here is our response, duly filled in.",
        "As requested, we send our completed form (Annex 2).",
        "As per your request, please find enclosed the completed response form.",
        "Please find our position in the attachment.",
        "Kindly note that the contact person for this matter is Ms. J. Doe.",
        "The Republic of Kenya presents its compliments to the International Telecommunication "
        "Union.",
        "The Permanent Mission of Kenya to the United Nations Office at Geneva presents its "
        "compliments to the ITU and has the honour to transmit herewith the reply.",
        "cc: Ministry of Foreign Affairs",
        "Our ref: CA/ITU/53/2018",
        "Your ref: TSB Circular 53",
        "Question 4/17",
        "Any questions?",
        "Hope all is well.",
        "Hope this email finds you well.",
        "How are you?",
        "If you can't open the attachment, please let me know.",
        "This is the official reply of the Administration of Kenya.",
        "The previous mail had no attachment; here it is.",
        "I resend the form since the attachment was missing in my previous email.",
        "Please confirm that you have received it.",
        "The form is attached both in Word and PDF.",
        "Attached in Word format for your convenience.",
        "A hard copy follows by courier.",
        "Kindly find attached a scanned copy, the original follows by courier.",
        "Please find the reply from Kenya attached, copied to the Ministry of Foreign Affairs.",
        "This reply was approved by the Cabinet Secretary.",
        "The delegation of Kenya will attend the meeting.",
        "Kenya supports the approval of the draft Recommendations.",
        "Dear Sir/Madam,\n\nPlease find attached the response of the Administration of Kenya to "
        "TSB Circular 53, duly completed and signed by the Director.\n\nShould you have any "
        "questions, please do not hesitate to contact us.\n\nYours faithfully,\nJane "
        "Doe\nAssistant Director, International Liaison\nCommunications Authority of Kenya\nP.O. "
        "Box 14448, Nairobi 00800\nTel: +254 703 042000",
        "Dear TSB,\n\nAs requested in Circular 53, kindly find our reply attached. We would be "
        "grateful if you could acknowledge receipt.\n\nKind regards",
        "The Permanent Mission of the Republic of Kenya to the United Nations Office and other "
        "International Organizations in Geneva, Switzerland, presents its compliments to the "
        "International Telecommunication Union and has the honour to transmit herewith the reply "
        "of the Communications Authority of Kenya.\nThe Permanent Mission avails itself of this "
        "opportunity to renew to the Union the assurances of its highest consideration.",
        "Hi,\n\nAttached. Thanks!\n\nSent from my Samsung Galaxy smartphone.",
        "Dear colleagues,\n\nFurther to your reminder of 1 February, please find enclosed our "
        "response. We apologise for the delay, which was due to internal consultations that have "
        "now been concluded.\n\nBest",
        "Dear Mr Lee,\n\nI have the honour to inform you that the Ministry of ICT has considered "
        "the draft Recommendations and assigns authority to Study Group 17 as indicated in the "
        "attached form.\n\nPlease accept, Sir, the assurances of my highest consideration.",
        "Please see attached.\n\n________________________________\nThis email and any files "
        "transmitted with it are confidential and intended solely for the use of the individual or "
        "entity to whom they are addressed. If you have received this email in error please notify "
        "the system manager. Please note that any views or opinions presented in this email are "
        "solely those of the author and do not necessarily represent those of the organisation. "
        "Finally, the recipient should check this email and any attachments for the presence of "
        "viruses. The organisation accepts no liability for any damage caused by any virus "
        "transmitted by this email.",
        "Reply attached.\n\nNOTICE: This communication may contain privileged or other "
        "confidential information. If you are not the intended recipient, or believe that you have "
        "received this communication in error, please do not print, copy, retransmit, disseminate, "
        "or otherwise use the information. Also, please indicate to the sender that you have "
        "received this communication in error, and delete the copy you received. Thank you.",
        "Reply attached.\n\nThe contents of this message are subject to the Communications "
        "Authority's e-mail terms and conditions.\nPlease consider the environment before printing "
        "this email.",
        "Dear Madam,\n\nWe refer to TSB Circular 53 concerning the approval of draft "
        "Recommendations ITU-T X.1214, X.1331 and X.1603. Our completed Annex 2 is "
        "enclosed.\n\nFor any further clarification, contact Mr. Jordan Otieno (Tel. +254 20 123 "
        "456).\n\nRegards",
        "Good morning,\n\nplease find our filled in form. The original will be sent by DHL "
        "today.\n\nBest wishes for 2018!",
        "To whom it may concern,\n\nPlease find enclosed the reply of Kenya.\n\nRegards,\nOffice "
        "of the Director-General",
        "Dear Sir,\n\nKenya has reviewed the texts and would like to thank Study Group 17 for its "
        "work. Please see the attached form for our position.\n\nRegards",
        "Dear Sir,\n\nWe have some comments on the second text, which are attached together with "
        "the form.\n\nRegards",
        "Dear Sir,\n\nOur earlier e-mail was sent without the attachment, please find it "
        "now.\n\nRegards",
        "Dear Sir,\n\nThis replaces our reply of last week.\n\nRegards",
        "Dear Sir,\n\nThe form was filled in electronically; the signature page is scanned. Let me "
        "know if you cannot open the file.\n\nRegards",
        "Dear all,\n\nFYI and action: reply of Kenya to Circular 53.\n\nRgds",
        "Dear Sir,\n\nWe will attend the Study Group 17 meeting in Geneva from 20 to 29 March 2018 "
        "and look forward to meeting you. I may arrive one day later.\n\nRegards",
        "Dear Sir,\n\nPlease be informed that my new e-mail address is as above. Please update "
        "your records and use it in future. Attached is our reply.\n\nRegards",
        "Dear Sir,\n\nCould you tell me when the next meeting will take place? Our reply is "
        "attached.\n\nRegards",
        "Dear Sir,\n\nPlease find our reply in Word and PDF format. Both are identical.\n\nRegards",
        "Dear Sir,\n\nKenya supports the work of Study Group 17 and has no objection to the "
        "approval of the texts. Comments on X.1331 are attached.\n\nRegards",
        "Dear Sir,\n\nWe thank the rapporteur and the editors from Korea and Japan for their "
        "excellent work.\n\nRegards",
        "Member States that do not assign authority to proceed should inform the Director of TSB "
        "of "
        "the reasons for this opinion and indicate the possible changes that would enable the work "
        "to progress.",
        "Member States are kindly requested to complete and return the form in Annex 2 by 2359 "
        "hours UTC on 8 March 2018.",
        "ITU-T Study Group 17 (Security) intends to apply the Traditional Approval Procedure as "
        "described in clause 9 of WTSA Resolution 1 (Rev. Hammamet, 2016).",
        "Classification: Internal\n\nDear Sir,\n\nPlease find attached our response.\n\nRegards",
        "As requested in TSB Circular 53, we return the form duly filled in.",
        "Please print only if necessary."}) {
    const Reading reading = read_with_cover(words);
    CAPTURE(words, to_json(reading));
    CHECK(is_certain(reading));
  }
}

TEST_CASE("ordinary words around a form are no doubt: French") {
  for (const char* words :
       {"Veuillez trouver ci-joint notre réponse à la Circulaire TSB 53.",
        "Au nom de l'Administration du Kenya, j'ai l'honneur de vous transmettre la réponse "
        "ci-jointe.",
        "Nous vous prions d'agréer, Monsieur le Directeur, l'expression de notre haute "
        "considération.",
        "Je reste à votre disposition pour toute question.",
        "N'hésitez pas à me contacter si vous avez des questions.",
        "L'original suivra par courrier.", "Merci de bien vouloir accuser réception.",
        "Pourriez-vous confirmer la bonne réception de ce courriel ?",
        "Ce message et ses pièces jointes sont confidentiels. Si vous avez reçu ce message par "
        "erreur, merci de le détruire et d'en avertir l'expéditeur.",
        "Pensez à l'environnement avant d'imprimer ce message.", "Envoyé de mon iPhone",
        "Nos commentaires figurent dans le document joint.", "En vous souhaitant bonne réception",
        "Veuillez nous excuser pour le retard.",
        "Monsieur le Directeur,\n\nJ'ai l'honneur de vous faire parvenir, ci-joint, la réponse de "
        "l'Administration du Kenya à la Circulaire TSB 53.\n\nVeuillez agréer, Monsieur le "
        "Directeur, l'expression de mes salutations distinguées.\n\nLe Directeur "
        "général\nMinistère des Postes et des Télécommunications",
        "La Mission permanente de la République du Kenya auprès de l'Office des Nations Unies à "
        "Genève, Suisse, présente ses compliments à l'Union internationale des télécommunications "
        "et a l'honneur de lui transmettre la réponse ci-jointe.",
        "Bonjour,\n\nSuite à votre rappel, veuillez trouver en pièce jointe notre formulaire "
        "dûment rempli. Merci d'en accuser réception.\n\nCordialement",
        "Bonjour,\n\nVoir pièce jointe.\n\nCe message et toutes les pièces jointes sont établis à "
        "l'intention exclusive de leurs destinataires et sont confidentiels. Si vous recevez ce "
        "message par erreur, merci de le détruire et d'en avertir immédiatement l'expéditeur. "
        "L'internet ne permettant pas d'assurer l'intégrité de ce message, nous déclinons toute "
        "responsabilité s'il a été altéré, déformé ou falsifié.",
        "Bonjour,\n\nSi vous avez des questions, je reste à votre disposition. L'original suit par "
        "la valise diplomatique.\n\nBien à vous"}) {
    const Reading reading = read_with_cover(words);
    CAPTURE(words, to_json(reading));
    CHECK(is_certain(reading));
  }
}

TEST_CASE("ordinary words around a form are no doubt: Spanish") {
  for (const char* words :
       {"Adjunto encontrará nuestra respuesta a la Circular TSB 53.",
        "En nombre de la Administración de Kenya, tengo el honor de remitirle la respuesta "
        "adjunta.",
        "Aprovecho la oportunidad para reiterarle las seguridades de mi más alta consideración.",
        "Quedamos a su disposición para cualquier consulta.",
        "No dude en ponerse en contacto con nosotros si tiene alguna pregunta.",
        "El original se enviará por correo postal.", "Rogamos acuse de recibo.",
        "¿Podrían confirmar la recepción?",
        "Este mensaje es confidencial. Si lo ha recibido por error, elimínelo.",
        "Antes de imprimir este mensaje, piense en el medio ambiente.", "Enviado desde mi iPhone",
        "Saludos cordiales",
        "Estimado Sr. Lee:\n\nTengo el honor de dirigirme a usted para remitirle adjunta la "
        "respuesta de la Administración de Kenya a la Circular TSB 53.\n\nAprovecho la ocasión "
        "para reiterarle el testimonio de mi más distinguida consideración.\n\nDirector General de "
        "Telecomunicaciones",
        "Buenos días:\n\nAdjunto el formulario debidamente cumplimentado. Por favor, acuse "
        "recibo.\n\nUn saludo",
        "Adjunto respuesta.\n\nAVISO LEGAL: Este mensaje y sus anexos son confidenciales y van "
        "dirigidos exclusivamente a su destinatario. Si usted ha recibido este mensaje por error, "
        "le rogamos que lo comunique al remitente y proceda a su eliminación. Queda prohibida su "
        "divulgación o copia no autorizada.",
        "Estimados señores:\n\nSi necesitan más información, no duden en "
        "contactarnos.\n\nAtentamente"}) {
    const Reading reading = read_with_cover(words);
    CAPTURE(words, to_json(reading));
    CHECK(is_certain(reading));
  }
}

TEST_CASE("ordinary words around a form are no doubt: Russian") {
  for (const char* words :
       {"Направляем ответ нашей администрации на Циркуляр 53 БСЭ.",
        "От имени Администрации Кении имею честь направить ответ.", "С уважением",
        "Просим подтвердить получение.", "Если у вас возникнут вопросы, обращайтесь.",
        "Оригинал будет направлен почтой.", "Не могли бы вы подтвердить получение?",
        "Это сообщение конфиденциально. Если вы получили его по ошибке, удалите его.",
        "Отправлено с iPhone", "Примите уверения в моем высоком уважении.",
        "Пользуясь случаем, желаем вам всего доброго.",
        "Уважаемый г-н Ли!\n\nИмею честь направить Вам ответ Администрации связи Кении на Циркуляр "
        "53 БСЭ.\n\nПримите уверения в моем самом высоком уважении.\n\nЗаместитель директора "
        "департамента международного сотрудничества",
        "Добрый день!\n\nВо вложении заполненная форма. Просьба подтвердить получение.\n\nС "
        "уважением,\nИванов И. И.\nТел.: +254 20 123456",
        "Форма прилагается.\n\nНастоящее сообщение и любые приложения к нему содержат "
        "конфиденциальную информацию и предназначены только для адресата. Если Вы получили это "
        "сообщение по ошибке, просим Вас уведомить отправителя и удалить его.",
        "Уважаемые коллеги!\n\nПостоянное представительство Кении при Отделении ООН в Женеве "
        "свидетельствует свое уважение и направляет ответ.\n\nС уважением"}) {
    const Reading reading = read_with_cover(words);
    CAPTURE(words, to_json(reading));
    CHECK(is_certain(reading));
  }
}

TEST_CASE("ordinary words around a form are no doubt: Arabic") {
  for (const char* words :
       {"تجدون طيه رد إدارتنا على الرسالة المعممة 53.",
        "باسم إدارة كينيا، يشرفني أن أرسل إليكم الرد المرفق.",
        "وتفضلوا بقبول فائق الاحترام والتقدير.", "يرجى تأكيد الاستلام.",
        "هل يمكنكم تأكيد الاستلام؟", "أرسلت من الآيفون", "للاستفسار يرجى التواصل معنا",
        "إذا استلمت هذه الرسالة بالخطأ، يرجى حذفها",
        ("سعادة المدير،\n\nيشرفني أن أرفق طيه رد إدارة كينيا على الرسالة المعممة 53.\n\nوتفضلوا "
         "بقبول فائق الاحترام والتقدير،\nالمدير العام"),
        "السلام عليكم،\n\nمرفق لكم الاستمارة بعد تعبئتها. نرجو تأكيد الاستلام.\n\nمع أطيب التحيات",
        ("مرفق الرد.\n\nهذه الرسالة سرية ومخصصة للمرسل إليه فقط. إذا استلمت هذه الرسالة بالخطأ "
         "فيرجى إبلاغ المرسل وحذفها.")}) {
    const Reading reading = read_with_cover(words);
    CAPTURE(words, to_json(reading));
    CHECK(is_certain(reading));
  }
}

TEST_CASE("ordinary words around a form are no doubt: Chinese") {
  for (const char* words :
       {"现附上我主管部门对电信标准化局第53号通函的回复。", "谨代表肯尼亚主管部门转交所附答复。",
        "顺致崇高敬意。", "请确认收到。", "能否确认收到？", "如有任何问题，请与我们联系。",
        "原件将邮寄。", "发自我的iPhone", "此邮件可能包含机密信息，如误收请删除。",
        ("尊敬的主任：\n\n现随函附上肯尼亚主管部门对第53号通函的答复，请查收。\n\n顺致\n敬意\n\n国"
         "际"
         "合作司"),
        "您好！\n\n附件为填妥的表格，请确认收到，谢谢！\n\n此致\n敬礼",
        ("附件为答复。\n\n本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人或群组。如果"
         "您"
         "错收了本邮件，请您立即电话或邮件通知发件人并删除本邮件。")}) {
    const Reading reading = read_with_cover(words);
    CAPTURE(words, to_json(reading));
    CHECK(is_certain(reading));
  }
}

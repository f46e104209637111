// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the clerk, who filled the form in and for what, and what its marks are to mean,
// in six languages; and the words of any cover letter beside them.
#include <string>

#include <catch2/catch.hpp>

#include "parsers/parsers.h"
#include "parsers/reading_json.h"
#include "tests/parsers/covered_form.h"

using namespace tallyd;
using test::expect;

TEST_CASE("what tells another origin, purpose or meaning of the form is a doubt") {
  expect(false, {"This is to test the mail gateway.",
                 "Row 2: please correct to \"with comments\".",
                 "Here is what the vendor suggested we tick.",
                 "We attach our form. Our colleague from defence disagrees.",
                 "Ce message sert à tester la passerelle.",
                 "Ligne 2 : veuillez corriger en « avec observations ».",
                 "Voici ce que l'opérateur a suggéré de cocher.",
                 "Notre collègue de la défense n'est pas d'accord.",
                 "Este mensaje es para probar la pasarela.",
                 "Fila 2: sírvanse corregir a \"con comentarios\".",
                 "Aquí está lo que el operador sugirió marcar.",
                 "Nuestro colega de Defensa no está de acuerdo.",
                 "Это письмо отправлено, чтобы проверить шлюз.",
                 "Строка 2: просим исправить на «с комментариями».",
                 "Вот то, что посоветовал отметить оператор.",
                 "Наш коллега из министерства обороны не согласен.",
                 "本邮件用于测试邮件网关。",
                 "第2行:请更正为\"有意见\"。",
                 "这是供应商建议我们勾选的内容。",
                 "国防部的同事不同意。",
                 "هذه الرسالة لاختبار بوابة البريد.",
                 "السطر 2: يرجى التصحيح إلى \"مع تعليقات\".",
                 "هذا ما اقترحه المورد.",
                 "زميلنا من وزارة الدفاع لا يوافق.",
                 "Page 3 should have been left out.",
                 "I was told to tick everything.",
                 "The interns did this.",
                 "Attached is a sample of how we would fill it.",
                 "For illustration we attach a filled form.",
                 "Our member companies voted as in the attachment.",
                 "This is the industry's view.",
                 "Should the signed version differ, the signed version prevails.",
                 "Attached in lieu of the official reply.",
                 "Personally I would have said no.",
                 "OK for 2 of 3.",
                 "Yes, yes, no.",
                 "I think we agree.",
                 "We tend to agree.",
                 "More or less fine with us.",
                 "On m'a dit de tout cocher.",
                 "Les stagiaires s'en sont chargés.",
                 "À titre d'illustration, nous joignons un formulaire rempli.",
                 "C'est le point de vue de l'industrie.",
                 "La version signée fait foi.",
                 "Oui, oui, non.",
                 "Je pense que nous sommes d'accord.",
                 "Me dijeron que marcara todo.",
                 "Lo hizo un becario.",
                 "Es la posición de la industria.",
                 "La versión firmada prevalece.",
                 "Sí, sí, no.",
                 "Creo que estamos de acuerdo.",
                 "Мне сказали отметить всё.",
                 "Это сделал стажёр.",
                 "Это мнение отрасли.",
                 "Да, да, нет.",
                 "Думаю, что мы согласны.",
                 "有人让我全部勾选。",
                 "这是实习生填的。",
                 "这是业界意见。",
                 "以签字版为准。",
                 "我想我们同意。",
                 "قيل لي أن أؤشر على كل شيء.",
                 "ملأه أحد المتدربين.",
                 "هذا رأي الصناعة.",
                 "نعم، نعم، لا.",
                 "أعتقد أننا موافقون.",
                 "En cas de doute, retenez l'interprétation la plus stricte.",
                 "La ligne vide signifie non.",
                 "Je ne suis plus le point de contact.",
                 "Une case de trop est cochée.",
                 "Il s'agit d'une autre consultation.",
                 "En caso de duda, tomen la interpretación más estricta.",
                 "La fila vacía significa no.",
                 "Esto es para otra consulta.",
                 "В случае сомнений просим выбрать самое строгое толкование.",
                 "Пустая строка означает «нет».",
                 "Я больше не являюсь контактным лицом.",
                 "空行表示反对。",
                 "我已不再是联络人。",
                 "في حالة الشك يرجى اعتماد التفسير الأشد.",
                 "السطر الفارغ يعني لا.",
                 "If in doubt, please take the strictest reading.",
                 "The third we leave to you.",
                 "This is for the other consultation.",
                 "I have resigned from the Ministry, but here is the form.",
                 "One box too many is ticked.",
                 "The missing tick is deliberate.",
                 "The empty row means yes.",
                 "We used a cross to take out an option."});
}

TEST_CASE("a cover letter that tells nothing of the kind is none") {
  expect(true,
         {("Please find enclosed the completed reply form of our Administration concerning the "
           "above-mentioned Circular."),
          "With reference to your Circular 53, I have the honour to return Annex 2 duly signed.",
          "Thank you for the circular, our answer is enclosed.",
          "Attached as requested. Have a good week.",
          "I would be grateful if you could confirm receipt.",
          "Sent on behalf of the Director of International Relations.",
          "Should you need the original on paper, we can send it by diplomatic bag.",
          "We look forward to meeting you in Geneva in December.",
          "The signed hard copy follows by post.",
          "Our delegation wishes SG17 a fruitful meeting.",
          "The form has been signed by the Deputy Minister.",
          "I am writing in my capacity as focal point for ITU-T.",
          "Our office will be closed next Monday.",
          ("Could you please update the contact details of our focal point: new phone +41 22 730 "
           "1234."),
          "Apologies for the late reply.",
          "Please note my new e-mail address.",
          "This message was scanned for viruses.",
          "Confidentiality notice: this e-mail is intended for the addressee only.",
          "Je vous prie de trouver ci-joint le formulaire rempli et signé.",
          "Nous vous saurions gré d'accuser réception.",
          "L'original suivra par la valise diplomatique.",
          "Veuillez agréer, Monsieur le Directeur, l'assurance de ma haute considération.",
          "Adjunto remito el formulario debidamente cumplimentado.",
          "Agradeceríamos acuse de recibo.",
          "El original se enviará por valija diplomática.",
          "Aprovecho la oportunidad para reiterarle las seguridades de mi más alta consideración.",
          "Направляем заполненную форму ответа.",
          "Просим подтвердить получение.",
          "Оригинал будет направлен почтой.",
          "Пользуясь случаем, выражаем Вам наше уважение.",
          "随函附上填妥的答复表。",
          "请确认收到。",
          "原件将另行邮寄。",
          "顺致敬意。",
          "نرفق لكم طيه نموذج الرد بعد تعبئته.",
          "نرجو تأكيد الاستلام.",
          "سيرسل الأصل بالبريد.",
          "وتفضلوا بقبول فائق الاحترام والتقدير.",
          "Sent from my iPhone",
          ("The Ministry of Digital Economy presents its compliments to the Telecommunication "
           "Standardization Bureau."),
          ("The Permanent Mission avails itself of this opportunity to renew the assurances of its "
           "highest consideration."),
          "I forward the reply from our Ministry.",
          "FYI, attached is the reply of our Administration.",
          "The attached form was approved by the Minister on 12 November.",
          "The signature on page 2 is that of the Director General.",
          "Please do not hesitate to contact me should you have any question.",
          "We thank the Bureau for its continuous support.",
          "The form has been completed in line with the instructions in Annex 2.",
          "As instructed, we return the form before the deadline of 2359 hours UTC.",
          "Please find the attached, and feel free to call.",
          "Please note that our Ministry has moved to a new building.",
          "The undersigned is the designated contact for Circular matters.",
          "Our country code is 254.",
          "This e-mail and any attachment are confidential and may be legally privileged.",
          "Please acknowledge receipt of this e-mail.",
          "We checked the boxes as appropriate.",
          "Please see attached our position on the three drafts.",
          "In response to TSB Circular 53, please find the attached.",
          ("Please find attached the response of the Administration on approval of three draft new "
           "ITU-T Recommendations."),
          ("We wish to inform you that our Administration assigns authority to Study Group 17 to "
           "consider these texts for approval."),
          "I am pleased to send you the reply form completed by the competent services.",
          "Please accept, Sir, the assurances of our highest consideration.",
          "Our Administration supports the work of Study Group 17.",
          "J'ai l'honneur de vous transmettre, ci-joint, la réponse de l'Administration.",
          "Comme suite à la Circulaire 53, veuillez trouver ci-joint le formulaire.",
          "Tengo el honor de transmitirle la respuesta de la Administración.",
          "En respuesta a la Circular 53, adjuntamos el formulario.",
          "Имею честь направить ответ Администрации на Циркуляр 53.",
          "В ответ на Циркуляр 53 направляем заполненную форму.",
          "谨转交我主管部门对第53号通函的答复。",
          "يشرفنا أن نحيل إليكم رد الإدارة على التعميم 53.",
          "I think this is all that you need.",
          "Attached please find the form with our response for all three draft Recommendations.",
          "Thank you for your understanding.",
          "Please find our answer in the table.",
          "I remain at your disposal.",
          "The form is attached both as Word and as PDF.",
          "The attached PDF is identical to the Word file.",
          "Sent with the help of our Permanent Mission in Geneva.",
          "The person to contact is Ms Amina Diallo.",
          "We have no doubt that the meeting will be a success.",
          "Nous n'avons aucun doute quant au succès de la réunion.",
          "Le formulaire est joint ; l'original est envoyé par courrier.",
          "El formulario va firmado por la Directora General.",
          "Se adjunta la respuesta de la Administración a la Circular TSB 53.",
          "No dude en ponerse en contacto con nosotros.",
          "Si tiene alguna duda, llámenos.",
          "Para cualquier duda, quedo a su disposición.",
          "При возникновении вопросов просим обращаться по телефону.",
          "Если возникнут сомнения, звоните нам.",
          "如有疑问,请与我们联系。",
          "如有任何疑问,请随时致电。",
          "إذا كان لديكم أي استفسار فيرجى الاتصال بنا.",
          "Should you be in doubt, call us.",
          "Our Administration, a long-standing member of the ITU, is glad to reply.",
          "The deadline of 2359 hours UTC on 3 January is noted."});
}

TEST_CASE("a letter that names another circular than its form, and not that one, is a doubt") {
  expect(false, {"The reply concerns Circular 52.", "Réponse à la Circulaire TSB 35.",
                 "Ответ на Циркуляр 52.", "谨答复第52号通函。"});
  expect(true, {"In answer to your Circular 53.", "Circular 53 came together with Circular 52.",
                "Your circular of 3 March reached us."});
}

TEST_CASE("a word that refuses or puts off, alone in its line, is a doubt") {
  expect(false, {"Against", "No", "Disagree", "Abstention", "Hold", "Later", "N/A", "Contre",
                 "Pas d'accord", "Abstention.", "En contra", "Más tarde", "Против", "Позже", "لا",
                 "لاحقا", "反对", "不", "稍后"});
  expect(true, {"No comments", "In favour", "Dear Sirs,\nno comments on our side."},
         test::read_with_bare_assent);
}

TEST_CASE("a first thought, and answers in the wrong rows, are a doubt") {
  expect(false,
         {"Please regard the form as our first thoughts.", "Le formulaire est un premier jet.",
          "Los dos primeros votos están cambiados.", "Это черновой вариант.",
          "前两项的答案写反了。", "الإجابتان الأولى والثانية معكوستان."});
}

TEST_CASE("comments that are still to come are a doubt") {
  expect(false,
         {"We will send the comments later.", "Our comments will follow next week.",
          "Nos commentaires suivront.", "Los comentarios se enviarán más adelante.",
          "Замечания будут направлены позднее.", "意见随后发送。", "سنرسل التعليقات لاحقا."});
}

TEST_CASE("a word that refuses beside a form that refuses is no doubt") {
  std::string form = test::form_of_kenya(test::Remarks::none);
  for (std::size_t at = 0; (at = form.find("[X] assigns", at)) != form.npos;) form[at + 1] = ' ';
  for (std::size_t at = 0; (at = form.find("(X)", at)) != form.npos;) form[at + 1] = ' ';
  for (std::size_t at = 0; (at = form.find("[ ] does", at)) != form.npos;) form[at + 1] = 'X';
  for (const char* words : {"Against", "Disagree", "We oppose"}) {
    const Reading reading = test::read_parts(
        test::part_of("", words) +
        test::part_of("Content-Disposition: attachment; filename=form.txt\n", form));
    CAPTURE(words, to_json(reading));
    CHECK(is_certain(reading));
  }
}

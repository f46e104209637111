// SPDX-License-Identifier: GPL-3.0-or-later
// What is said beside a form that assigns everything and remarks nothing: there is little that a
// "not", an "only" or a "more time" could belong to but the reply itself.
#include <catch2/catch.hpp>

#include "parsers/parsers.h"
#include "parsers/reading_json.h"
#include "tests/parsers/covered_form.h"

using namespace tallyd;
using test::read_with_bare_assent;

TEST_CASE("what makes less of a bare assent is a doubt, in six languages") {
  for (const char* words :
       {"Please wait for the official note verbale before taking this into account.",
        "Attached is the draft of our answer, for your review.",
        "Our administration will vote against.",
        "Only the first two should be counted.",
        "We agree with two of them.",
        "Le présent envoi est un test.",
        "Con sujeción a la aprobación del Ministro.",
        "نرجو عدم اعتماد هذه الاستمارة.",
        "Please take only the first page into account.",
        "Kindly do not process this until our colleague calls you.",
        "The original form was lost, so I filled in what I remember.",
        "Our delegation will explain its vote at the meeting.",
        "The second tick should be removed.",
        "We are opposed to all three.",
        "Yes to the first, no to the others.",
        "Majority of the texts are fine for us.",
        "We can accept two texts.",
        "We need another week to decide.",
        "Please give us more time.",
        "Our agreement presupposes that clause 8 is deleted.",
        "We will only agree when the security annex is removed.",
        "Nous voterons contre.",
        "Oui pour les deux premiers, non pour le dernier.",
        "Sí para los dos primeros, no para el último.",
        "Necesitamos más tiempo para decidir.",
        "Мы будем голосовать против.",
        "Нам необходимо дополнительное время.",
        "Согласны только с первым документом.",
        "我们需要更多时间。",
        "只同意第一项。",
        "نحتاج إلى مزيد من الوقت.",
        "The form was completed on the basis of an older text.",
        "Kindly return the form to us for re-signing.",
        "My colleague will send you the correct form later today.",
        "The national consultation ends next week; changes are possible.",
        "Consider this as a non-response.",
        "The ticks were set by the software.",
        "The reply has been prepared by an external consultant and awaits validation.",
        "We forward the reply received from a company.",
        "Une version corrigée vous sera envoyée demain.",
        "Mañana les enviaremos una versión corregida.",
        "缺少局长签字。",
        "ينقص توقيع المدير.",
        "سنرسل نسخة مصححة غدا.",
        "The experts have not finished their work on X.1331.",
        "Nothing here was cleared by anybody.",
        "Les experts n'ont pas terminé leurs travaux.",
        "Los expertos no han terminado su trabajo.",
        "Эксперты не закончили работу.",
        "专家们未完成工作。"}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_bare_assent(words)));
  }
}

TEST_CASE("what any letter says beside a bare assent is none, in six languages") {
  for (const char* words :
       {"We assign authority to Study Group 17 to consider all three texts for approval.",
        "Attached you will find the duly signed form for Circular 53.",
        "Notre administration n'a pas d'objection à l'examen de ces textes.",
        "We have reviewed the three draft Recommendations and have no objection to their approval.",
        "Замечаний и предложений не имеем.",
        "如蒙确认收到本函，不胜感激。",
        "Our experts could not attend the last meeting.",
        "The Ministry has no comments.",
        ("Nous confirmons que notre Administration autorise la Commission d'études 17 à examiner "
         "ces trois textes."),
        ("Nuestra Administración otorga autoridad a la Comisión de Estudio 17 para que examine "
         "todos los textos."),
        "Наша Администрация поддерживает рассмотрение всех трех текстов.",
        "我国主管部门同意第17研究组审议上述三份案文。",
        "تمنح إدارتنا لجنة الدراسات 17 صلاحية النظر في جميع النصوص.",
        "If you cannot open the attachment please let me know.",
        "I was out of the office last week, sorry for the delay.",
        "Il s'agit de la réponse officielle de notre administration.",
        "感谢贵局的提醒。",
        "شكرا على التذكير.",
        "Ref. No. ABC/12/2018",
        "Tel. No: +41 22 730 5111",
        "Nº de referencia: 12",
        "We have no further remarks.",
        "There are no changes to the texts from our side.",
        "Nothing to add.",
        "Aucune remarque de notre part.",
        "没有其他意见。",
        "不丹",
        "大不列颠及北爱尔兰联合王国主管部门的答复见附件。",
        "لا ملاحظات لدينا.",
        "There is no need to reply to this message."}) {
    CAPTURE(words);
    const Reading reading = read_with_bare_assent(words);
    CAPTURE(to_json(reading));
    CHECK(is_certain(reading));
  }
}

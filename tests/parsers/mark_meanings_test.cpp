// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence beside a form that says what its marks mean: a cross may take an option out.
#include <catch2/catch.hpp>

#include "tests/parsers/covered_form.h"

using namespace tallyd;
using test::expect;
using test::read_with_bare_assent;

TEST_CASE("a sentence on what a mark means is a doubt, in six languages") {
  expect(false,
         {
             "Note: a cross in a box means that the option is rejected.",
             "A cross beside an option indicates that we reject it.",
             "An X stands for an option that we do not choose.",
             "Note: une croix signifie que l'option est rejetée.",
             "La croix indique les options écartées.",
             "Une case cochée veut dire que nous rejetons le texte.",
             "Nota: una cruz significa que la opción se rechaza.",
             "Las cruces indican lo que rechazamos.",
             "Una casilla marcada quiere decir que rechazamos el texto.",
             "Примечание: крестик в клетке означает, что вариант отклонён.",
             "Знак X обозначает отклонённый вариант.",
             "ملاحظة: علامة X تعني رفض الخيار.",
             "الإشارة في المربع تدل على رفض الخيار.",
             "注：打叉表示不选该项。",
             "注：画叉代表不选。",
             "X号意味着不同意。",
         },
         read_with_bare_assent);
}

TEST_CASE("how a form is filled in is no doubt") {
  expect(true,
         {
             "We have indicated our choice by a cross in each box.",
             "Nous avons indiqué notre choix par une croix.",
             "Hemos indicado nuestra opción con una cruz.",
             "Наш выбор обозначен крестиком.",
         },
         read_with_bare_assent);
}

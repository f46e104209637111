// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/documents/pix.h"

namespace tallyd {

/// The grain of a picture: the standard deviation of one pixel against its neighbours, in levels of
/// grey. What is written on the page hardly counts.
double grain_of(Pix* grey);

/// Whether a sheet has nothing on it but grain of this strength: nowhere is a small part of it
/// darker than grain makes one. A scanner that looks for black on a blank sheet stretches its
/// paper's.
bool is_grain_alone(Pix* grey, double grain);

/// Whether there are hardly any levels between ink and paper: a scanner that knows no others loses
/// hairlines, or parts of them.
bool is_black_and_white(Pix* grey);

/// Paper becomes white (255) and print dark, whatever shadow, tint or faintness it came with.
/// grain: as it was before the picture was scaled; a coarse one is smoothed.
void set_tone(PixPtr& grey, double grain);

/// What is left of the paper's grain becomes white. Pale marks may go with it: for recognition
/// only.
void whiten_paper(Pix* grey);

}  // namespace tallyd

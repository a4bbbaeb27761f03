#pragma once

#include "worker/reading.hpp"

// What is done to a picture before it is read.
namespace jiaxin::extraction {

PixPtr piece_of(const Pix& picture, const Place& place);
PixPtr grey_of(const Pix& picture);

// By how much the longer side is to be brought down to `side` pixels; 1 where it is no longer.
float scale_to(const Pix& picture, int side);
PixPtr scaled(const Pix& picture, float scale);

// Light letters on a dark ground are turned round: by the ground, which most of the picture is.
bool is_dark(const Pix& grey);

// The angle, in radians, by which rows have to be turned to be level.
float skew_of(const Pix& grey, int threshold);

// Turned as the engine saw it, at a scale of its own.
PixPtr seen_by(const Pix& picture, const View& view, float scale);

}  // namespace jiaxin::extraction

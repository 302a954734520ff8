#pragma once

#include <QImage>
#include <cstdint>

#include <normscope/data/ImageSet.h>

namespace normscope::ui
{

/// One image of a set in its own size: grey where it has one channel (255 white), in colour where it has three.
[[nodiscard]] QImage pictureOf(const ImageSet& set, std::int64_t index);

}  // namespace normscope::ui

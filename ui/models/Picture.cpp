#include "ui/models/Picture.h"

namespace normscope::ui
{

QImage pictureOf(const ImageSet& set, std::int64_t index)
{
    const bool isGrey = set.channels == 1;
    QImage picture(static_cast<int>(set.columns), static_cast<int>(set.rows),
                   isGrey ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
    const auto depth = static_cast<int>(set.channels);
    const std::uint8_t* pixels = set.image(index);
    for (int channel = 0; channel < depth; ++channel) {
        for (int y = 0; y < picture.height(); ++y) {
            std::uint8_t* line = picture.scanLine(y);
            for (int x = 0; x < picture.width(); ++x) {
                line[x * depth + channel] = *pixels++;
            }
        }
    }
    return picture;
}

}  // namespace normscope::ui

#include "ui/TextSize.h"

#include <QApplication>
#include <QSettings>
#include <algorithm>
#include <array>
#include <cmath>

namespace normscope::ui
{

namespace
{

constexpr std::array kSteps{0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0};

QString key()
{
    return QStringLiteral("textSize");
}

/// The step nearest to a factor.
std::size_t nearest(double factor)
{
    const auto* found = std::min_element(kSteps.begin(), kSteps.end(), [factor](double one, double other) {
        return std::abs(one - factor) < std::abs(other - factor);
    });
    return static_cast<std::size_t>(found - kSteps.begin());
}

}  // namespace

TextSize::TextSize(QObject* parent)
    : QObject(parent)
    , m_desktop(QApplication::font())
{
    const double stored = QSettings().value(key(), 1.0).toDouble();
    m_factor = kSteps.at(nearest(std::isfinite(stored) ? stored : 1.0));
    apply();
}

TextSize::~TextSize()
{
    m_factor = m_presenting = 1;
    apply();
}

void TextSize::step(int direction)
{
    const auto place = static_cast<int>(nearest(m_factor)) + direction;
    m_factor = direction == 0 ? 1 : kSteps.at(static_cast<std::size_t>(std::clamp(place, 0, int{kSteps.size()} - 1)));
    QSettings().setValue(key(), m_factor);
    apply();
}

void TextSize::setPresentingScale(double scale)
{
    m_presenting = scale;
    apply();
}

void TextSize::apply() const
{
    QFont font = m_desktop;
    if (font.pointSizeF() > 0) {
        font.setPointSizeF(font.pointSizeF() * factor());
    } else {
        font.setPixelSize(std::max(1, static_cast<int>(std::lround(font.pixelSize() * factor()))));
    }
    if (font != QApplication::font()) {
        QApplication::setFont(font);
    }
}

}  // namespace normscope::ui

#include "ui/charts/HeatPicture.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPaintEngine>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "ui/charts/AxisMap.h"
#include "ui/charts/ChartAxes.h"
#include "ui/charts/ChartPicture.h"
#include "ui/charts/Palette.h"

namespace normscope::ui
{

namespace
{

constexpr float kUnmeasured = std::numeric_limits<float>::quiet_NaN();
constexpr int kMostColumns = 2'000;

/// Viridis (S. van der Walt, N. Smith; CC0) and Color Brewer's RdBu turned round, at even distances.
constexpr std::array<QRgb, 9> kViridis{0xff440154, 0xff472d7b, 0xff3b528b, 0xff2c728e, 0xff21918c,
                                       0xff28ae80, 0xff5ec962, 0xffaddc30, 0xfffde725};
constexpr std::array<QRgb, 9> kDiverging{0xff2166ac, 0xff4393c3, 0xff92c5de, 0xffd1e5f0, 0xfff7f7f7,
                                         0xfffddbc7, 0xfff4a582, 0xffd6604d, 0xffb2182b};

QColor colorAt(const std::array<QRgb, 9>& map, double share)
{
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(map.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), map.size() - 2);
    return mixed(QColor(map.at(below)), QColor(map.at(below + 1)), place - static_cast<double>(below));
}

/// The mean of a row's values from one step to another; NaN where there is none.
float meanOf(const std::vector<float>& values, std::size_t from, std::size_t to)
{
    double sum = 0;
    int count = 0;
    for (std::size_t i = from; i < to; ++i) {
        if (std::isfinite(values[i])) {
            sum += static_cast<double>(values[i]);
            ++count;
        }
    }
    return count > 0 ? static_cast<float>(sum / count) : kUnmeasured;
}

class HeatPainter
{
  public:
    HeatPainter(QPainter& painter, const QRectF& target, double unit, const HeatPicture& picture)
        : m_painter(painter)
        , m_target(target)
        , m_unit(unit)
        , m_picture(picture)
        , m_font(fontOf(kBasePoints, QFont::Normal))
        , m_titleFont(fontOf(kBasePoints * 1.15, QFont::DemiBold))
        , m_metrics(m_font, painter.device())
        , m_line(m_metrics.height())
    {
    }

    QRectF paint()
    {
        m_painter.save();
        m_painter.fillRect(m_target, m_picture.paper);
        layOut();
        paintTitle();
        paintCells();
        paintRows();
        paintSteps();
        paintBar();
        m_painter.restore();
        return m_cells;
    }

  private:
    [[nodiscard]] QFont fontOf(double points, QFont::Weight weight) const
    {
        QFont font = m_picture.fonts.isEmpty() ? m_painter.font() : QFont(m_picture.fonts);
        font.setPixelSize(std::max(1, qRound(points * m_unit)));
        font.setWeight(weight);
        return font;
    }

    void text(const QRectF& where, int flags, const QString& words)
    {
        m_painter.setPen(m_picture.ink);
        m_painter.drawText(where, flags | Qt::TextDontClip, words);
    }

    void layOut()
    {
        const QRectF rest = m_target.adjusted(m_line / 2, m_line / 2, -m_line / 2, -m_line / 4);
        m_titleRow = QRectF(rest.left(), rest.top(), rest.width(), 1.2 * m_line);
        double names = 0;
        for (const QString& row : m_picture.grid.rows) {
            names = std::max(names, m_metrics.horizontalAdvance(row));
        }
        constexpr double kMostOfWidth = 0.3;
        m_names = std::min(names, kMostOfWidth * rest.width());
        const double below = 2.4 * m_line;
        const double bar = 2.6 * m_line;
        m_cells = QRectF(rest.left() + m_names + m_line / 3, m_titleRow.bottom() + m_line / 3,
                         std::max(1.0, rest.width() - m_names - m_line),
                         std::max(1.0, rest.height() - m_titleRow.height() - m_line / 3 - below - bar));
        m_bar = QRectF(m_cells.left(), rest.bottom() - bar + 1.1 * m_line, m_cells.width(), m_line / 2);
        m_steps = AxisMap(AxisScale::Linear, m_picture.from, std::max(m_picture.to, m_picture.from + 1), m_cells.left(),
                          m_cells.right());
    }

    void paintTitle()
    {
        m_painter.setFont(m_titleFont);
        const QFontMetricsF metrics(m_titleFont, m_painter.device());
        text(m_titleRow, Qt::AlignLeft | Qt::AlignVCenter,
             metrics.elidedText(m_picture.texts.title, Qt::ElideRight, m_titleRow.width()));
        m_painter.setFont(m_font);
    }

    /// By column of the picture, which of the steps are in it.
    [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> columns(int count) const
    {
        const std::vector<double>& steps = m_picture.grid.steps;
        std::vector<std::pair<std::size_t, std::size_t>> found;
        std::size_t next = 0;
        const double width = m_cells.width() / count;
        for (int i = 0; i < count; ++i) {
            const double left = m_steps.toValue(m_cells.left() + i * width);
            const double right = m_steps.toValue(m_cells.left() + (i + 1) * width);
            while (next < steps.size() && steps[next] <= left) {
                ++next;
            }
            // What held before it reaches into the column; several of its own stand for themselves.
            std::size_t from = next > 0 ? next - 1 : next;
            std::size_t to = next;
            while (to < steps.size() && steps[to] < right) {
                ++to;
            }
            if (to - from > 1 && next > 0 && steps[from] < left) {
                ++from;
            }
            const bool isOver = !steps.empty() && left > lastStepsEnd();
            found.emplace_back(isOver ? to : from, to);
        }
        return found;
    }

    /// The last value holds as long as those before it did.
    [[nodiscard]] double lastStepsEnd() const
    {
        const std::vector<double>& steps = m_picture.grid.steps;
        const std::size_t size = steps.size();
        return size > 1 ? steps[size - 1] + (steps[size - 1] - steps[size - 2]) : m_picture.to;
    }

    void paintCells()
    {
        const HeatGrid& grid = m_picture.grid;
        if (grid.steps.empty() || grid.rows.isEmpty()) {
            return;
        }
        const bool isRaster =
            m_painter.paintEngine() != nullptr && m_painter.paintEngine()->type() == QPaintEngine::Raster;
        constexpr int kVectorColumns = 240;
        const int count = std::clamp(static_cast<int>(m_cells.width()), 1, isRaster ? kMostColumns : kVectorColumns);
        const auto steps = columns(count);
        const auto rows = static_cast<int>(grid.rows.size());
        if (isRaster) {
            QImage image(count, rows, QImage::Format_ARGB32);
            image.fill(Qt::transparent);
            for (int row = 0; row < rows; ++row) {
                for (int i = 0; i < count; ++i) {
                    const double value = valueIn(row, steps[static_cast<std::size_t>(i)]);
                    if (m_picture.scale.holds(value)) {
                        image.setPixelColor(i, row, m_picture.scale.color(value));
                    }
                }
            }
            m_painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
            m_painter.drawImage(m_cells, image);
        } else {
            paintRuns(steps);
        }
        m_painter.setPen(m_picture.frame);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(m_cells);
    }

    /// As rectangles, one for what has the same colour.
    void paintRuns(const std::vector<std::pair<std::size_t, std::size_t>>& steps)
    {
        const double width = m_cells.width() / static_cast<double>(steps.size());
        const double height = rowHeight();
        for (int row = 0; row < m_picture.grid.rows.size(); ++row) {
            std::size_t begin = 0;
            const auto colorOf = [&](std::size_t i) {
                const double value = valueIn(row, steps[i]);
                return m_picture.scale.holds(value) ? m_picture.scale.color(value) : QColor();
            };
            QColor color = colorOf(0);
            for (std::size_t i = 1; i <= steps.size(); ++i) {
                const QColor next = i < steps.size() ? colorOf(i) : QColor();
                if (i == steps.size() || next != color) {
                    if (color.isValid()) {
                        m_painter.fillRect(QRectF(m_cells.left() + static_cast<double>(begin) * width,
                                                  m_cells.top() + row * height, static_cast<double>(i - begin) * width,
                                                  height),
                                           color);
                    }
                    begin = i;
                    color = next;
                }
            }
        }
    }

    [[nodiscard]] double valueIn(int row, const std::pair<std::size_t, std::size_t>& steps) const
    {
        return static_cast<double>(
            meanOf(m_picture.grid.values[static_cast<std::size_t>(row)], steps.first, steps.second));
    }

    [[nodiscard]] double rowHeight() const
    {
        return m_cells.height() / static_cast<double>(std::max<qsizetype>(m_picture.grid.rows.size(), 1));
    }

    /// As many names as there is room for.
    void paintRows()
    {
        const double height = rowHeight();
        const auto every = static_cast<qsizetype>(std::ceil(m_line * 0.95 / std::max(height, 0.01)));
        for (qsizetype row = 0; row < m_picture.grid.rows.size(); row += std::max<qsizetype>(every, 1)) {
            const QRectF where(m_cells.left() - m_line / 3 - m_names, m_cells.top() + static_cast<double>(row) * height,
                               m_names, std::max(height, m_line));
            text(where, Qt::AlignRight | Qt::AlignVCenter,
                 m_metrics.elidedText(m_picture.grid.rows[row], Qt::ElideLeft, m_names));
        }
    }

    void paintSteps()
    {
        const double widest = m_metrics.horizontalAdvance(QStringLiteral("1,000,000"));
        AxisOptions axis;
        axis.isInteger = true;
        const Ticks ticks = ticksOf(axis, m_picture.from, std::max(m_picture.to, m_picture.from + 1),
                                    std::max(2, static_cast<int>(m_cells.width() / (1.3 * widest))));
        double end = -std::numeric_limits<double>::infinity();
        for (const Tick& tick : ticks.labelled) {
            const double x = m_steps.toPixel(tick.value);
            const double half = m_metrics.horizontalAdvance(tick.label) / 2;
            if (x < m_cells.left() - 1 || x > m_cells.right() + 1 || x - half < end) {
                continue;
            }
            end = x + half + m_line / 2;
            m_painter.setPen(m_picture.frame);
            m_painter.drawLine(QPointF(x, m_cells.bottom()), QPointF(x, m_cells.bottom() + m_line / 5));
            text(QRectF(x - half, m_cells.bottom() + m_line / 5, 2 * half, m_line), Qt::AlignCenter, tick.label);
        }
        text(QRectF(m_cells.left(), m_cells.bottom() + 1.15 * m_line, m_cells.width(), m_line), Qt::AlignCenter,
             m_metrics.elidedText(m_picture.texts.steps, Qt::ElideRight, m_cells.width()));
    }

    /// Which colour is which value.
    void paintBar()
    {
        const HeatScale& scale = m_picture.scale;
        constexpr int kPieces = 64;
        const double width = m_bar.width() / kPieces;
        const AxisMap map(scale.scale, scale.least, scale.most, 0, kPieces);
        for (int i = 0; i < kPieces; ++i) {
            m_painter.fillRect(QRectF(m_bar.left() + i * width, m_bar.top(), width * 1.02, m_bar.height()),
                               scale.color(map.toValue(i + 0.5)));
        }
        const double y = m_bar.bottom() + m_line * 0.05;
        AxisOptions axis = m_picture.texts.value;
        const auto words = [&](double value) { return valueText(axis, value); };
        text(QRectF(m_bar.left(), y, m_bar.width(), m_line), Qt::AlignLeft | Qt::AlignVCenter, words(scale.least));
        text(QRectF(m_bar.left(), y, m_bar.width(), m_line), Qt::AlignRight | Qt::AlignVCenter, words(scale.most));
        const double room = m_bar.width() - m_metrics.horizontalAdvance(words(scale.least)) -
                            m_metrics.horizontalAdvance(words(scale.most)) - m_line;
        text(QRectF(m_bar.left(), y, m_bar.width(), m_line), Qt::AlignCenter,
             m_metrics.elidedText(m_picture.texts.measure, Qt::ElideRight, std::max(room, 0.0)));
    }

    QPainter& m_painter;
    QRectF m_target;
    double m_unit;
    const HeatPicture& m_picture;
    QFont m_font;
    QFont m_titleFont;
    QFontMetricsF m_metrics;
    double m_line;
    double m_names = 0;
    QRectF m_titleRow;
    QRectF m_cells;
    QRectF m_bar;
    AxisMap m_steps;
};

}  // namespace

std::size_t HeatGrid::addRow(const QString& name)
{
    rows << name;
    values.emplace_back(steps.size(), kUnmeasured);
    return values.size() - 1;
}

void HeatGrid::addStep(double step)
{
    steps.push_back(step);
    for (auto& row : values) {
        row.push_back(kUnmeasured);
    }
}

bool HeatScale::holds(double value) const
{
    return std::isfinite(value) && (scale == AxisScale::Linear || value > 0);
}

QColor HeatScale::color(double value) const
{
    if (most <= least) {
        return isSigned ? colorAt(kDiverging, 0.5) : colorAt(kViridis, 0.5);
    }
    const double share =
        AxisMap(scale, least, most, 0, 1).toPixel(value) - AxisMap(scale, least, most, 0, 1).toPixel(least);
    return colorAt(isSigned ? kDiverging : kViridis, share);
}

std::optional<HeatScale> scaleOf(const std::vector<const HeatGrid*>& grids, AxisScale scale, bool isSigned)
{
    HeatScale found{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                    isSigned ? AxisScale::Linear : scale, isSigned};
    for (const HeatGrid* grid : grids) {
        for (const auto& row : grid->values) {
            for (const float one : row) {
                const auto value = static_cast<double>(one);
                if (found.holds(value)) {
                    found.least = std::min(found.least, value);
                    found.most = std::max(found.most, value);
                }
            }
        }
    }
    if (found.least > found.most) {
        return std::nullopt;
    }
    if (isSigned) {
        const double size = std::max(std::abs(found.least), std::abs(found.most));
        found.least = -size;
        found.most = size;
    }
    if (found.least == found.most) {
        // All the same: a scale around it.
        const double half = found.least != 0 ? std::abs(found.least) / 2 : 0.5;
        found.least -= half;
        found.most += half;
    }
    return found;
}

QRectF paintHeat(QPainter& painter, const QRectF& target, double pixelsPerPoint, const HeatPicture& picture)
{
    return HeatPainter(painter, target, pixelsPerPoint, picture).paint();
}

}  // namespace normscope::ui

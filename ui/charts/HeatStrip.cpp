#include "ui/charts/HeatStrip.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontInfo>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <normscope/experiment/Csv.h>

#include "ui/charts/AxisMap.h"
#include "ui/charts/ChartPicture.h"
#include "ui/charts/Palette.h"

namespace normscope::ui
{

std::pair<double, double> extentOf(const HeatGrid& grid)
{
    if (grid.steps.empty()) {
        return {0, 1};
    }
    const double last = grid.steps.back();
    const double width = grid.steps.size() > 1 ? last - grid.steps[grid.steps.size() - 2] : 1;
    return {grid.steps.front(), last + width};
}

HeatStrip::HeatStrip(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void HeatStrip::setTexts(const HeatTexts& texts)
{
    m_texts = texts;
    draw();
}

void HeatStrip::setGrid(const HeatGrid& grid, const HeatScale& scale)
{
    m_grid = grid;
    m_scale = scale;
    setCell(m_cell);
    draw();
}

void HeatStrip::setCell(std::optional<HeatCell> cell)
{
    const bool isThere = cell && cell->row < m_grid.values.size() && cell->step < m_grid.steps.size();
    m_cell = isThere ? cell : std::nullopt;
    update();
}

double HeatStrip::value(const QString& row, double step) const
{
    const qsizetype place = m_grid.rows.indexOf(row);
    const auto after = std::upper_bound(m_grid.steps.begin(), m_grid.steps.end(), step);
    if (place < 0 || after == m_grid.steps.begin()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return static_cast<double>(
        m_grid.values[static_cast<std::size_t>(place)][static_cast<std::size_t>(after - m_grid.steps.begin()) - 1]);
}

QRectF HeatStrip::cellsRect()
{
    if (m_drawn.isNull()) {
        (void)grab();
    }
    return m_cells;
}

void HeatStrip::setExtent(const std::optional<std::pair<double, double>>& extent)
{
    m_extent = extent;
    draw();
}

void HeatStrip::setZoom(const std::optional<std::pair<double, double>>& zoom)
{
    m_zoom = zoom;
    draw();
}

std::pair<double, double> HeatStrip::range() const
{
    if (m_zoom) {
        return *m_zoom;
    }
    return m_extent.value_or(extentOf(m_grid));
}

HeatPicture HeatStrip::picture() const
{
    const auto [from, to] = range();
    return {m_grid, m_scale, m_texts, from, to};
}

PaintedPicture HeatStrip::painted() const
{
    return {m_texts.title, [this](QPainter& painter, const QRectF& target, double unit) {
                HeatPicture print = picture();
                print.fonts = font().families();
                (void)paintHeat(painter, target, unit, print);
            }};
}

std::string HeatStrip::csv() const
{
    CsvLine line;
    line.add(std::string_view("row"))
        .add(std::string_view(m_texts.steps.toStdString()))
        .add(std::string_view(m_texts.measure.toStdString()));
    std::string text = line.take();
    for (std::size_t row = 0; row < m_grid.values.size(); ++row) {
        const std::string name = m_grid.rows[static_cast<qsizetype>(row)].toStdString();
        for (std::size_t i = 0; i < m_grid.steps.size(); ++i) {
            line.add(std::string_view(name)).add(m_grid.steps[i]).add(static_cast<double>(m_grid.values[row][i]));
            text += line.take();
        }
    }
    return text;
}

QSize HeatStrip::sizeHint() const
{
    const int line = fontMetrics().height();
    return {line * 24, line * 16};
}

QSize HeatStrip::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    return {line * 12, line * 9};
}

void HeatStrip::draw()
{
    m_drawn = QImage();
    update();
}

void HeatStrip::paintEvent(QPaintEvent* /*event*/)
{
    // Letters as large as the widget's.
    const double unit = QFontInfo(font()).pixelSize() / kBasePoints;
    if (m_drawn.isNull() || m_drawn.devicePixelRatio() != devicePixelRatioF()) {
        m_drawn = QImage(size().expandedTo({1, 1}) * devicePixelRatioF(), QImage::Format_RGB32);
        m_drawn.setDevicePixelRatio(devicePixelRatioF());
        QPainter painter(&m_drawn);
        painter.setFont(font());
        HeatPicture shown = picture();
        shown.paper = palette().color(QPalette::Base);
        shown.ink = palette().color(QPalette::Text);
        shown.frame = mixed(shown.paper, shown.ink, 0.4);
        m_cells = paintHeat(painter, QRectF(rect()), unit, shown);
    }
    QPainter painter(this);
    painter.drawImage(QPointF(0, 0), m_drawn);
    if (m_cell && !m_grid.rows.isEmpty()) {
        const auto [from, to] = range();
        const AxisMap steps(AxisScale::Linear, from, std::max(to, from + 1), m_cells.left(), m_cells.right());
        const double height = m_cells.height() / static_cast<double>(m_grid.rows.size());
        const double x = steps.toPixel(m_grid.steps[m_cell->step]);
        for (const auto& [color, width] : {std::pair(QColor(Qt::black), 3.0), std::pair(QColor(Qt::white), 1.0)}) {
            painter.setPen(QPen(color, width));
            painter.drawRect(QRectF(m_cells.left(), m_cells.top() + static_cast<double>(m_cell->row) * height,
                                    m_cells.width(), height));
            if (x >= m_cells.left() && x <= m_cells.right()) {
                painter.drawLine(QPointF(x, m_cells.top()), QPointF(x, m_cells.bottom()));
            }
        }
    }
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

std::optional<HeatCell> HeatStrip::cellAt(const QPointF& at)
{
    if (!m_cells.contains(at) || m_grid.steps.empty() || m_grid.rows.isEmpty()) {
        return std::nullopt;
    }
    const auto [from, to] = range();
    const double step =
        AxisMap(AxisScale::Linear, from, std::max(to, from + 1), m_cells.left(), m_cells.right()).toValue(at.x());
    const auto after = std::upper_bound(m_grid.steps.begin(), m_grid.steps.end(), step);
    const double share = (at.y() - m_cells.top()) / m_cells.height();
    const std::size_t rows = m_grid.values.size();
    return HeatCell{std::min(static_cast<std::size_t>(share * static_cast<double>(rows)), rows - 1),
                    after == m_grid.steps.begin() ? 0 : static_cast<std::size_t>(after - m_grid.steps.begin()) - 1};
}

void HeatStrip::choose(std::optional<HeatCell> cell)
{
    if (cell != m_cell) {
        setCell(cell);
        Q_EMIT cellChanged(m_cell);
    }
}

void HeatStrip::zoomBy(double factor, double at)
{
    const auto [from, to] = range();
    const auto all = std::exchange(m_zoom, std::nullopt);
    const auto [least, most] = range();
    m_zoom = all;
    const double lower = std::max(least, at - (at - from) * factor);
    const double upper = std::min(most, at + (to - at) * factor);
    if (upper - lower < 1) {
        return;
    }
    setZoom(lower <= least && upper >= most ? std::nullopt : std::optional(std::pair(lower, upper)));
    Q_EMIT zoomChanged(m_zoom);
}

void HeatStrip::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->position();
}

void HeatStrip::mouseMoveEvent(QMouseEvent* event)
{
    choose(cellAt(event->position()));
}

void HeatStrip::mouseReleaseEvent(QMouseEvent* event)
{
    const auto cell = cellAt(event->position());
    const bool isClick = (event->position() - m_pressed).manhattanLength() < QApplication::startDragDistance();
    if (event->button() == Qt::LeftButton && cell && isClick) {
        choose(cell);
        Q_EMIT cellOpened(*cell);
    }
}

void HeatStrip::wheelEvent(QWheelEvent* event)
{
    if (!m_cells.contains(event->position()) || m_grid.steps.empty() || event->angleDelta().y() == 0) {
        event->ignore();
        return;
    }
    constexpr double kZoom = 1.25;
    const auto [from, to] = range();
    const double at = AxisMap(AxisScale::Linear, from, std::max(to, from + 1), m_cells.left(), m_cells.right())
                          .toValue(event->position().x());
    constexpr double kNotch = 120;
    zoomBy(std::pow(kZoom, -event->angleDelta().y() / kNotch), at);
    event->accept();
}

void HeatStrip::keyPressEvent(QKeyEvent* event)
{
    constexpr double kZoom = 1.25;
    const auto [from, to] = range();
    const double middle = m_cell ? m_grid.steps[m_cell->step] : (from + to) / 2;
    const auto move = [this](int rows, int steps) {
        if (m_grid.steps.empty() || m_grid.rows.isEmpty()) {
            return;
        }
        HeatCell cell = m_cell.value_or(HeatCell{0, m_grid.steps.size() - 1});
        const auto within = [](std::size_t value, int by, std::size_t size) {
            const auto moved = static_cast<std::ptrdiff_t>(value) + by;
            return static_cast<std::size_t>(
                std::clamp<std::ptrdiff_t>(moved, 0, static_cast<std::ptrdiff_t>(size) - 1));
        };
        if (m_cell) {
            cell = {within(cell.row, rows, m_grid.values.size()), within(cell.step, steps, m_grid.steps.size())};
        }
        choose(cell);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        move(0, -1);
        return;
    case Qt::Key_Right:
        move(0, 1);
        return;
    case Qt::Key_Up:
        move(-1, 0);
        return;
    case Qt::Key_Down:
        move(1, 0);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_cell) {
            Q_EMIT cellOpened(*m_cell);
            return;
        }
        break;
    case Qt::Key_Plus:
        zoomBy(1 / kZoom, middle);
        return;
    case Qt::Key_Minus:
        zoomBy(kZoom, middle);
        return;
    case Qt::Key_Escape:
        if (m_zoom) {
            setZoom(std::nullopt);
            Q_EMIT zoomChanged(m_zoom);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void HeatStrip::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy picture"), this,
                    [this] { QGuiApplication::clipboard()->setImage(ui::picture(painted(), PictureOptions())); });
    menu->addAction(tr("&Export…"), this, &HeatStrip::exportRequested);
    menu->addAction(tr("Copy &data as CSV"), this,
                    [this] { QGuiApplication::clipboard()->setText(QString::fromStdString(csv())); });
    menu->addAction(tr("Export data…"), this, &HeatStrip::numbersRequested);
    menu->popup(event->globalPos());
}

void HeatStrip::leaveEvent(QEvent* event)
{
    // A cell that was chosen by keyboard stays.
    if (!hasFocus()) {
        choose(std::nullopt);
    }
    QWidget::leaveEvent(event);
}

void HeatStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::FontChange) {
        draw();
    }
    QWidget::changeEvent(event);
}

void HeatStrip::resizeEvent(QResizeEvent* event)
{
    draw();
    QWidget::resizeEvent(event);
}

}  // namespace normscope::ui

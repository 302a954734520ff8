#include "ui/charts/PlotView.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsSimpleTextItem>
#include <QResizeEvent>
#include <algorithm>
#include <cmath>

#include "ui/charts/RefreshPacer.h"

namespace normscope::ui
{

namespace
{

constexpr int kCurvesZ = 100;  ///< above Qt Charts' own items
constexpr double kTitleScale = 1.1;

/// Axes of Qt Charts are linear here, in these units: ours are logarithmic where asked, and their labels are ours too.
double unitOf(const AxisOptions& options, double value)
{
    return options.scale == AxisScale::Log ? std::log10(value) : value;
}

void fill(QCategoryAxis& axis, const AxisOptions& options, const Ticks& ticks, double lower, double upper)
{
    const double first = unitOf(options, lower);
    const double last = unitOf(options, upper);
    for (const QString& label : axis.categoriesLabels()) {
        axis.remove(label);
    }
    // No tick of its own: the first category begins outside.
    axis.setStartValue(first - (last - first));
    for (const Tick& tick : ticks.labelled) {
        axis.append(tick.label, unitOf(options, tick.value));
    }
    // Labels are laid out anew where the range is another: it is one in between.
    axis.setRange(first, last + (last - first));
    axis.setRange(first, last);
}

bool isSame(const AxisOptions& a, const AxisOptions& b)
{
    return a.title == b.title && a.scale == b.scale && a.isPercent == b.isPercent && a.isInteger == b.isInteger &&
           a.categories == b.categories;
}

}  // namespace

PlotView::PlotView(const std::vector<std::unique_ptr<Curve>>& curves, QWidget* parent)
    : QChartView(parent)
    , m_xAxis(new QCategoryAxis)
    , m_yAxis(new QCategoryAxis)
    , m_titleItem(new QGraphicsSimpleTextItem)
    , m_xTitleItem(new QGraphicsSimpleTextItem)
    , m_yTitleItem(new QGraphicsSimpleTextItem)
    , m_curves(new CurvesItem(curves))
    , m_crosshair(new Crosshair)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setViewportUpdateMode(QGraphicsView::MinimalViewportUpdate);
    viewport()->setMouseTracking(true);
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setMargins(QMargins());
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setAcceptedMouseButtons(Qt::NoButton);
    chart()->setAcceptHoverEvents(false);
    chart()->setMinimumSize(1, 1);
    for (QCategoryAxis* axis : {m_xAxis, m_yAxis}) {
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->setLabelsVisible(false);
        axis->setTitleVisible(false);
        chart()->addAxis(axis, axis == m_xAxis ? Qt::AlignBottom : Qt::AlignLeft);
    }
    for (QGraphicsSimpleTextItem* item : {m_titleItem, m_xTitleItem, m_yTitleItem}) {
        item->setParentItem(chart());
        item->setAcceptedMouseButtons(Qt::NoButton);
    }
    m_yTitleItem->setRotation(-90);
    m_curves->setParentItem(chart());
    m_curves->setZValue(kCurvesZ);
    m_crosshair->setParentItem(chart());
    m_crosshair->setZValue(kCurvesZ + 1);
    updateLook();
}

PlotView::~PlotView() = default;

void PlotView::setTitle(const QString& title)
{
    m_title = title;
    m_plot = {};
    layOut();
}

void PlotView::setAxes(const AxisOptions& x, const AxisOptions& y)
{
    if (isSame(x, m_xOptions) && isSame(y, m_yOptions)) {
        return;
    }
    m_xOptions = x;
    m_yOptions = y;
    m_labelWidth = m_xLabelWidth = 0;
    m_areTicksStale = true;
    m_plot = {};
}

void PlotView::setRange(const ChartRange& range)
{
    if (range == m_range && !m_areTicksStale) {
        return;
    }
    m_range = range;
    m_areTicksStale = false;
    updateTicks();
    layOut();
}

AxisMap PlotView::xMap() const
{
    return {m_xOptions.scale, m_range.xMin, m_range.xMax, static_cast<double>(m_plot.left()),
            static_cast<double>(m_plot.left() + m_plot.width())};
}

AxisMap PlotView::yMap() const
{
    return {m_yOptions.scale, m_range.yMin, m_range.yMax, static_cast<double>(m_plot.top() + m_plot.height()),
            static_cast<double>(m_plot.top())};
}

void PlotView::updateTicks()
{
    const QFontMetricsF metrics(font());
    // Room for a label and as much again between two.
    const double widest = metrics.horizontalAdvance(QStringLiteral("1,000,000"));
    const int mostX = std::max(2, static_cast<int>(m_plot.width() / (1.2 * widest)));
    const int leastY = m_plot.height() < 3 * metrics.height() ? 1 : 2;
    const int mostY = std::max(leastY, static_cast<int>(m_plot.height() / (2.4 * metrics.height())));
    m_xTicks = ticksOf(m_xOptions, m_range.xMin, m_range.xMax, mostX);
    m_yTicks = ticksOf(m_yOptions, m_range.yMin, m_range.yMax, mostY);
    fill(*m_xAxis, m_xOptions, m_xTicks, m_range.xMin, m_range.xMax);
    fill(*m_yAxis, m_yOptions, m_yTicks, m_range.yMin, m_range.yMax);
    for (const Tick& tick : m_yTicks.labelled) {
        m_labelWidth = std::max(m_labelWidth, metrics.horizontalAdvance(tick.label));
    }
    for (const Tick& tick : m_xTicks.labelled) {
        m_xLabelWidth = std::max(m_xLabelWidth, metrics.horizontalAdvance(tick.label));
    }
}

void PlotView::layOut()
{
    // Of the view, in lines of text.
    constexpr double kTitleFrom = 9;
    constexpr double kXTitleFrom = 8;
    constexpr double kYTitleFrom = 14;
    constexpr double kWideFrom = 20;
    const QFontMetricsF metrics(font());
    const double line = metrics.height();
    const QSize size = viewport()->size();
    const double least = metrics.horizontalAdvance(QStringLiteral("0.00"));
    const double widest = metrics.horizontalAdvance(QStringLiteral("1,000,000"));
    const bool hasTitle = !m_title.isEmpty() && size.height() >= kTitleFrom * line;
    const auto plotWith = [&](bool hasXTitle, bool hasYTitle) {
        // More than the font is high: letters of other scripts come from other fonts.
        const double left = std::max(m_labelWidth, least) + (hasYTitle ? 2.8 : 1.3) * line;
        // Where there is room, it does not depend on the numbers, so that the plot stays where it is.
        const double right = (size.width() >= kWideFrom * line ? widest : m_xLabelWidth) / 2 + line / 4;
        const double top = (hasTitle ? 1.9 : 0.8) * line;
        const double bottom = (hasXTitle ? 2.9 : 1.7) * line;
        const auto pixels = [](double length) { return static_cast<int>(std::ceil(length)); };
        return viewport()->rect().adjusted(pixels(left), pixels(top), -pixels(right), -pixels(bottom));
    };
    // A title that does not fit is better not there than cut.
    const bool hasXTitle = !m_xOptions.title.isEmpty() && size.height() >= kXTitleFrom * line &&
                           metrics.horizontalAdvance(m_xOptions.title) + line < plotWith(true, true).width();
    const bool hasYTitle = !m_yOptions.title.isEmpty() && size.width() >= kYTitleFrom * line &&
                           metrics.horizontalAdvance(m_yOptions.title) + line < plotWith(hasXTitle, true).height();
    const QRect plot = plotWith(hasXTitle, hasYTitle);
    if (plot == m_plot || !plot.isValid()) {
        updateFrame();
        return;
    }
    m_plot = plot;
    layOutTitles(hasTitle, hasXTitle, hasYTitle);
    chart()->setPlotArea(plot);
    updateTicks();
    updateFrame();
    if (plotWith(hasXTitle, hasYTitle) != plot) {
        // The numbers of this plot are wider; they grow only, so that this comes to an end.
        layOut();
        return;
    }
    Q_EMIT plotMoved();
}

void PlotView::layOutTitles(bool hasTitle, bool hasXTitle, bool hasYTitle)
{
    const QSizeF room = viewport()->size();
    const double line = QFontMetricsF(font()).height();
    const QString shown = QFontMetricsF(m_titleItem->font()).elidedText(m_title, Qt::ElideMiddle, room.width() - line);
    m_titleItem->setVisible(hasTitle);
    m_titleItem->setText(shown);
    const QRectF size = m_titleItem->boundingRect();
    m_titleItem->setPos(std::round((room.width() - size.width()) / 2),
                        std::max(0.0, std::round((m_plot.top() - size.height()) / 2)));
    chart()->setToolTip(hasTitle && shown == m_title ? QString() : m_title);
    const double edge = line / 4;
    m_xTitleItem->setVisible(hasXTitle);
    m_xTitleItem->setText(m_xOptions.title);
    const QRectF xSize = m_xTitleItem->boundingRect();
    m_xTitleItem->setPos(std::round(m_plot.center().x() - xSize.width() / 2),
                         std::round(room.height() - edge - xSize.height()));
    m_yTitleItem->setVisible(hasYTitle);
    m_yTitleItem->setText(m_yOptions.title);
    // Turned about its upper left corner.
    m_yTitleItem->setPos(std::round(edge), std::round(m_plot.center().y() + m_yTitleItem->boundingRect().width() / 2));
}

void PlotView::addLabel(std::size_t index, const QString& text, const QPointF& topLeft)
{
    if (index == m_labelItems.size()) {
        m_labelItems.push_back(new QGraphicsSimpleTextItem(chart()));
        m_labelItems.back()->setAcceptedMouseButtons(Qt::NoButton);
    }
    QColor soft = palette().color(QPalette::Text);
    soft.setAlphaF(0.8F);
    QGraphicsSimpleTextItem& item = *m_labelItems[index];
    item.setFont(font());
    item.setBrush(soft);
    item.setText(text);
    item.setPos(std::round(topLeft.x()), std::round(topLeft.y()));
    item.show();
}

void PlotView::layOutLabels()
{
    const QFontMetricsF metrics(font());
    const double line = metrics.height();
    const double gap = line * 0.4;
    const QSizeF room = viewport()->size();
    std::size_t count = 0;
    const AxisMap x = xMap();
    double taken = 0;
    for (const Tick& tick : m_xTicks.labelled) {
        const double width = metrics.horizontalAdvance(tick.label);
        const double left = std::clamp(x.toPixel(tick.value) - width / 2, 0.0, std::max(0.0, room.width() - width));
        if (left >= taken) {
            addLabel(count++, tick.label, {left, m_plot.top() + m_plot.height() + gap * 0.6});
            taken = left + width + gap;
        }
    }
    const AxisMap y = yMap();
    taken = room.height();
    for (const Tick& tick : m_yTicks.labelled) {
        const double top = std::clamp(y.toPixel(tick.value) - line / 2, 0.0, std::max(0.0, room.height() - line));
        if (top + line <= taken) {
            addLabel(count++, tick.label, {m_plot.left() - gap - metrics.horizontalAdvance(tick.label), top});
            taken = top;
        }
    }
    for (; count < m_labelItems.size(); ++count) {
        m_labelItems[count]->hide();
    }
}

void PlotView::updateFrame()
{
    m_curves->setFrame({m_plot, m_range, m_xOptions.scale, m_yOptions.scale, m_xTicks.minor, m_yTicks.minor});
    layOutLabels();
}

void PlotView::updateLook()
{
    const QPalette colours = palette();
    const QColor text = colours.color(QPalette::Text);
    QColor faint = text;
    faint.setAlphaF(0.13F);
    QColor frame = text;
    frame.setAlphaF(0.45F);
    setBackgroundBrush(colours.color(QPalette::Base));
    QFont bold = font();
    bold.setPointSizeF(bold.pointSizeF() > 0 ? bold.pointSizeF() * kTitleScale : 10);
    bold.setWeight(QFont::DemiBold);
    m_titleItem->setFont(bold);
    m_titleItem->setBrush(text);
    for (QGraphicsSimpleTextItem* item : {m_xTitleItem, m_yTitleItem}) {
        item->setFont(font());
        item->setBrush(text);
    }
    for (QCategoryAxis* axis : {m_xAxis, m_yAxis}) {
        axis->setGridLinePen(QPen(faint, 1));
        axis->setLinePen(QPen(frame, 1));
    }
    m_curves->setLook(colours, font());
    m_crosshair->setLook(colours, font());
    updateTicks();
    layOut();
}

double PlotView::takePaintCost()
{
    return std::exchange(m_paintCost, 0.0);
}

void PlotView::paintEvent(QPaintEvent* event)
{
    const double before = threadMilliseconds();
    QChartView::paintEvent(event);
    m_paintCost += threadMilliseconds() - before;
    Q_EMIT painted();
}

void PlotView::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        updateLook();
    } else if (event->type() == QEvent::FontChange) {
        m_labelWidth = m_xLabelWidth = 0;
        m_plot = {};
        updateLook();
    }
}

void PlotView::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    layOut();
}

}  // namespace normscope::ui

#include "ui/charts/LineChart.h"

#include <QKeyEvent>
#include <algorithm>
#include <cmath>

#include "ui/charts/ChartPicture.h"
#include "ui/charts/LineChartImpl.h"

namespace normscope::ui
{

LineChart::LineChart(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_impl = std::make_unique<Impl>(*this);
}

LineChart::~LineChart() = default;

void LineChart::setTitle(const QString& title)
{
    m_impl->setTitle(title);
}

QString LineChart::title() const
{
    return m_impl->title;
}

void LineChart::setAxes(const AxisOptions& x, const AxisOptions& y)
{
    m_impl->setAxes(x, y);
}

const AxisOptions& LineChart::xAxis() const
{
    return m_impl->x;
}

const AxisOptions& LineChart::yAxis() const
{
    return m_impl->y;
}

void LineChart::setEmptyText(const QString& text)
{
    m_impl->view->curves().setEmptyText(text);
}

void LineChart::setNote(const QString& note)
{
    m_impl->note = note;
    m_impl->about->setToolTip(note);
    m_impl->about->setAccessibleDescription(note);
    m_impl->placeButtons();
}

void LineChart::setLegendShown(bool shown)
{
    m_impl->legend->setAllowed(shown);
}

void LineChart::setWheelNeedsFocus(bool needs)
{
    m_impl->interaction->setWheelNeedsFocus(needs);
}

void LineChart::setLineScale(double scale)
{
    m_impl->view->curves().setLineScale(scale);
}

void LineChart::setEnlarged(bool enlarged)
{
    m_impl->isEnlarged = enlarged;
}

void LineChart::setEdits(const ChartEdits& edits)
{
    m_impl->setEdits(edits);
}

const ChartEdits& LineChart::edits() const
{
    return m_impl->edits;
}

ChartEdits LineChart::unedited() const
{
    const ChartRange range = m_impl->uneditedRange();
    ChartEdits own{m_impl->givenTitle, m_impl->givenX.title, m_impl->givenY.title, range.xMin,
                   range.xMax,         range.yMin,           range.yMax,           {}};
    for (const auto& curve : m_impl->curves) {
        own.labels.emplace(curve->givenLabel, curve->givenLabel);
    }
    return own;
}

CurveId LineChart::addCurve(const CurveOptions& options)
{
    return addCurve(options, nullptr);
}

CurveId LineChart::addCurve(const CurveOptions& options, std::shared_ptr<const CurveSource> source)
{
    const CurveId id = m_impl->nextId++;
    const bool isSmoothed = options.form == CurveForm::RawAndSmoothed;
    m_impl->curves.push_back(
        std::make_unique<Curve>(Curve{id, options, true, CurveData(isSmoothed, std::move(source))}));
    Curve& curve = *m_impl->curves.back();
    curve.data.setWindow(m_impl->smoothing);
    curve.givenLabel = options.label;
    curve.givenEntry = options.entry;
    curve.options.label = m_impl->shownLabel(options.label);
    curve.options.entry = m_impl->shownLabel(options.entry);
    m_impl->legend->add(id, curve.options);
    m_impl->scheduleRefresh();
    return id;
}

void LineChart::removeCurve(CurveId id)
{
    std::erase_if(m_impl->curves, [id](const std::unique_ptr<Curve>& curve) { return curve->id == id; });
    m_impl->legend->remove(id);
    m_impl->scheduleRefresh();
}

void LineChart::removeAllCurves()
{
    for (const CurveId id : curves()) {
        removeCurve(id);
    }
}

void LineChart::arrange(const std::vector<CurveId>& order)
{
    m_impl->arrange(order);
}

void LineChart::setLabel(CurveId id, const QString& label, const QString& entry)
{
    Curve* const curve = m_impl->find(id);
    if (curve != nullptr) {
        m_impl->setLabel(*curve, label, entry);
    }
}

QString LineChart::label(CurveId id) const
{
    const Curve* const curve = m_impl->find(id);
    return curve != nullptr ? curve->options.label : QString();
}

void LineChart::append(CurveId id, std::span<const QPointF> points)
{
    if (Curve* const curve = m_impl->find(id)) {
        curve->data.append(points);
    }
}

void LineChart::showFirst(CurveId id, std::size_t count)
{
    if (Curve* const curve = m_impl->find(id)) {
        curve->data.showFirst(count);
    }
}

void LineChart::replace(CurveId id, std::vector<QPointF> points)
{
    if (Curve* const curve = m_impl->find(id)) {
        curve->data.replace(std::move(points));
    }
}

void LineChart::setBand(CurveId id, BandEdges band)
{
    Curve* const curve = m_impl->find(id);
    if (curve == nullptr) {
        return;
    }
    curve->band.edges = std::move(band);
    ++curve->band.revision;
}

const BandEdges& LineChart::band(CurveId id) const
{
    static const BandEdges kNone;
    const Curve* const curve = m_impl->find(id);
    return curve != nullptr ? curve->band.edges : kNone;
}

std::vector<LineChart::ShownCurve> LineChart::shownCurves() const
{
    std::vector<ShownCurve> shown;
    for (const auto& curve : m_impl->curves) {
        shown.push_back({curve->id, curve->options, curve->isVisible});
    }
    return shown;
}

const CurveOptions& LineChart::options(CurveId id) const
{
    static const CurveOptions kNone;
    const Curve* const curve = m_impl->find(id);
    return curve != nullptr ? curve->options : kNone;
}

void LineChart::setHighlighted(const std::vector<CurveId>& ids)
{
    m_impl->view->curves().setHighlighted(ids);
}

void LineChart::setEndMark(CurveId id, const QString& text)
{
    Curve* const curve = m_impl->find(id);
    if (curve != nullptr && curve->endMark != text) {
        curve->endMark = text;
        m_impl->view->curves().update();
    }
}

QString LineChart::endMark(CurveId id) const
{
    const Curve* const curve = m_impl->find(id);
    return curve != nullptr ? curve->endMark : QString();
}

void LineChart::setCurveVisible(CurveId id, bool visible)
{
    m_impl->setShown(id, visible);
}

bool LineChart::isCurveVisible(CurveId id) const
{
    const Curve* const curve = m_impl->find(id);
    return curve != nullptr && curve->isVisible;
}

CurvePoints LineChart::points(CurveId id) const
{
    const Curve* const curve = m_impl->find(id);
    return curve != nullptr ? curve->data.points() : CurvePoints();
}

std::vector<CurveId> LineChart::curves() const
{
    std::vector<CurveId> ids;
    for (const auto& curve : m_impl->curves) {
        ids.push_back(curve->id);
    }
    return ids;
}

void LineChart::setMarkers(std::vector<double> xs)
{
    m_impl->view->curves().setMarkers(std::move(xs));
}

void LineChart::setSmoothing(int window)
{
    window = std::max(window, 1);
    if (window != m_impl->smoothing) {
        m_impl->smoothing = window;
        for (const auto& curve : m_impl->curves) {
            curve->data.setWindow(window);
        }
        m_impl->scheduleRefresh();
    }
}

int LineChart::smoothing() const
{
    return m_impl->smoothing;
}

void LineChart::refresh()
{
    m_impl->refresh();
}

ChartRange LineChart::visibleRange() const
{
    return m_impl->range();
}

void LineChart::setVisibleRange(const ChartRange& range)
{
    m_impl->zoomTo(range, false);
}

bool LineChart::isFollowing() const
{
    return m_impl->zoom.isFollowing();
}

void LineChart::resetZoom()
{
    m_impl->resetZoom();
}

ChartRange LineChart::dataRange() const
{
    return m_impl->dataRange();
}

bool LineChart::isCalm() const
{
    return m_impl->isCalm();
}

void LineChart::setSharedRange(const std::optional<ChartRange>& range)
{
    if (range != m_impl->shared) {
        m_impl->shared = range;
        m_impl->scheduleRefresh();
    }
}

void LineChart::paint(QPainter& painter, const QRectF& target, double pixelsPerPoint) const
{
    std::vector<PictureBand> bands;
    for (const auto& curve : m_impl->curves) {
        if (curve->isVisible && !curve->band.isEmpty()) {
            const BandEdges& edges = curve->band.edges;
            bands.push_back({curve->options.variant, edges.lower, edges.upper, curve->options.shade});
        }
    }
    const ChartPicture picture{
        title(),        xAxis(),      yAxis(),           visibleRange(),   m_impl->view->curves().markers(),
        m_impl->curves, m_impl->note, font().families(), std::move(bands), endMarksOf(m_impl->curves)};
    paintPicture(painter, target, pixelsPerPoint, picture);
}

QStringList LineChart::crosshairText() const
{
    if (!m_impl->crosshair) {
        return {};
    }
    // Whole numbers stand for what is at or before them, as the values do.
    const double at = xAxis().isInteger ? std::floor(*m_impl->crosshair) : *m_impl->crosshair;
    QStringList lines;
    //: Above the values at a chart's crosshair: %1 is "Iteration", %2 a number
    lines << (xAxis().title.isEmpty() ? valueText(xAxis(), at)
                                      : tr("%1: %2").arg(xAxis().title, valueText(xAxis(), at)));
    for (const CurveReading& reading : readingsAt(m_impl->curves, yAxis(), at)) {
        QStringList cells{reading.options.label, reading.value};
        if (!reading.mean.isEmpty()) {
            cells << reading.mean;
        }
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines;
}

double LineChart::refreshCost() const
{
    return m_impl->cost;
}

QSize LineChart::sizeHint() const
{
    const int line = fontMetrics().height();
    return {line * 34, line * 22};
}

QSize LineChart::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    return {line * 12, line * 7};
}

bool LineChart::event(QEvent* event)
{
    if (!m_impl) {
        return QWidget::event(event);
    }
    switch (event->type()) {
    case QEvent::KeyPress: {
        const auto& key = *static_cast<QKeyEvent*>(event);
        // Without a zoom these are for others, e.g. to close a dialog.
        const bool isForOthers = isFollowing() && (key.key() == Qt::Key_Escape || key.key() == Qt::Key_Backspace);
        if (!isForOthers && m_impl->interaction->handleKey(key)) {
            event->accept();
            return true;
        }
        break;
    }
    case QEvent::LanguageChange:
        m_impl->retranslate();
        break;
    case QEvent::PaletteChange:
    case QEvent::StyleChange:
        m_impl->placeButtons();
        break;
    case QEvent::Show:
        m_impl->scheduleRefresh();
        break;
    case QEvent::Resize:
    case QEvent::LayoutRequest:
    case QEvent::FontChange:
        m_impl->makeRoom();
        break;
    case QEvent::FocusIn:
    case QEvent::FocusOut:
        m_impl->view->curves().setFocused(event->type() == QEvent::FocusIn);
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

void LineChart::setCrosshair(std::optional<double> x)
{
    m_impl->crosshair = x;
    m_impl->updateCrosshair();
}

}  // namespace normscope::ui

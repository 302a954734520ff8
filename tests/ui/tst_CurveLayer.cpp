#include <QGuiApplication>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <normscope/experiment/Variants.h>

#include "ui/charts/CurveLayer.h"

using namespace normscope;
using namespace normscope::ui;

namespace
{

using Curves = std::vector<std::unique_ptr<Curve>>;

std::unique_ptr<Curve> makeCurve(CurveId id, const std::optional<std::string>& variant, CurveForm form)
{
    return std::make_unique<Curve>(
        Curve{id, {QString(), variant, 0, form}, true, CurveData(form == CurveForm::RawAndSmoothed)});
}

LayerView viewOf(const ChartRange& range, double ratio = 1)
{
    LayerView view;
    view.size = QSize(400, 200) * ratio;
    view.ratio = ratio;
    view.range = range;
    view.ground = 0xffffffff;
    return view;
}

/// Pixels that differ by more than rounding does.
int differences(const QImage& a, const QImage& b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            count += std::abs(qAlpha(p) - qAlpha(q)) > 3 || std::abs(qRed(p) - qRed(q)) > 8 ? 1 : 0;
        }
    }
    return count;
}

int inked(const QImage& image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += qAlpha(image.pixel(x, y)) > 0 ? 1 : 0;
        }
    }
    return count;
}

}  // namespace

class tst_CurveLayer : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void growsAsIfDrawnAtOnce_data();
    void growsAsIfDrawnAtOnce();
    void drawsOnlyWhatIsNew();
    void outOfSightCostsNothing();
    void hiddenCurvesAreNotDrawn();
    void replacedPointsAreDrawnAnew();
};

void tst_CurveLayer::growsAsIfDrawnAtOnce_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("bulk");
    QTest::addColumn<int>("form");
    QTest::addColumn<double>("ratio");
    for (const auto& [name, form] :
         {std::pair("smoothed", CurveForm::RawAndSmoothed), std::pair("line", CurveForm::Line),
          std::pair("marks", CurveForm::LineWithMarkers)}) {
        QTest::addRow("%s, few points", name) << 12 << 1 << static_cast<int>(form) << 1.0;
        QTest::addRow("%s, about a column each", name) << 350 << 3 << static_cast<int>(form) << 1.0;
        QTest::addRow("%s, many to a column", name) << 9'000 << 130 << static_cast<int>(form) << 1.0;
        QTest::addRow("%s, high resolution", name) << 500 << 20 << static_cast<int>(form) << 2.0;
    }
}

void tst_CurveLayer::growsAsIfDrawnAtOnce()
{
    QFETCH(int, count);
    QFETCH(int, bulk);
    QFETCH(int, form);
    QFETCH(double, ratio);
    const LayerView view = viewOf({0, static_cast<double>(count), 0, 1}, ratio);
    Curves curves;
    // Standing still, and one above and one below it that grow.
    curves.push_back(makeCurve(1, std::nullopt, CurveForm::Line));
    curves.back()->data.replace({{0, 0.1}, {static_cast<double>(count), 0.9}});
    curves.push_back(makeCurve(2, kBn, static_cast<CurveForm>(form)));
    curves.push_back(makeCurve(3, kNoBn, static_cast<CurveForm>(form)));
    CurveLayer layer;
    layer.update(curves, view);
    std::mt19937 random(11);
    for (int i = 0; i < count; i += bulk) {
        for (std::size_t c = 1; c < curves.size(); ++c) {
            std::vector<QPointF> points;
            for (int k = i; k < std::min(count, i + bulk); ++k) {
                const double noise = static_cast<double>(random()) / static_cast<double>(std::mt19937::max());
                const bool isGap = k == count / 2 && c == 1;
                points.emplace_back(k + 1, isGap ? std::numeric_limits<double>::quiet_NaN() : 0.2 + 0.6 * noise);
            }
            curves[c]->data.append(points);
        }
        layer.update(curves, view);
    }
    CurveLayer fresh;
    fresh.update(curves, view);
    QVERIFY(inked(fresh.image()) > 500);
    const int differing = differences(layer.image(), fresh.image());
    QVERIFY2(differing <= 4, qPrintable(QString::number(differing)));
}

void tst_CurveLayer::drawsOnlyWhatIsNew()
{
    const LayerView view = viewOf({0, 10'000, 0, 1});
    Curves curves;
    curves.push_back(makeCurve(1, kBn, CurveForm::RawAndSmoothed));
    CurveLayer layer;
    QCOMPARE(layer.update(curves, view), QRect(0, 0, 400, 200));
    std::vector<QPointF> points;
    for (int i = 0; i < 5'000; ++i) {
        points.emplace_back(i, 0.5);
    }
    curves[0]->data.append(points);
    QVERIFY(!layer.update(curves, view).isEmpty());
    QVERIFY(layer.update(curves, view).isEmpty());
    const QPointF next(5'000, 0.5);
    curves[0]->data.append(std::span(&next, 1));
    const QRect changed = layer.update(curves, view);
    QVERIFY(changed.contains(200, 100));
    QVERIFY2(changed.width() < 20, qPrintable(QString::number(changed.width())));
}

void tst_CurveLayer::outOfSightCostsNothing()
{
    const LayerView view = viewOf({0, 100, 0, 1});
    Curves curves;
    curves.push_back(makeCurve(1, kNoBn, CurveForm::RawAndSmoothed));
    curves[0]->data.replace({{0, 0.5}, {50, 0.5}, {200, 0.5}, {300, 0.5}});
    CurveLayer layer;
    layer.update(curves, view);
    const QPointF next(400, 0.5);
    curves[0]->data.append(std::span(&next, 1));
    QVERIFY(layer.update(curves, view).isEmpty());
}

void tst_CurveLayer::hiddenCurvesAreNotDrawn()
{
    const LayerView view = viewOf({0, 100, 0, 1});
    Curves curves;
    curves.push_back(makeCurve(1, kBn, CurveForm::RawAndSmoothed));
    curves[0]->data.replace({{0, 0.5}, {100, 0.5}});
    CurveLayer layer;
    layer.update(curves, view);
    QVERIFY(inked(layer.image()) > 0);
    curves[0]->isVisible = false;
    QVERIFY(!layer.update(curves, view).isEmpty());
    QCOMPARE(inked(layer.image()), 0);
}

void tst_CurveLayer::replacedPointsAreDrawnAnew()
{
    const LayerView view = viewOf({0, 100, 0, 1});
    Curves curves;
    curves.push_back(makeCurve(1, kBn, CurveForm::Line));
    curves[0]->data.replace({{0, 0.1}, {100, 0.1}});
    CurveLayer layer;
    layer.update(curves, view);
    curves[0]->data.replace({{0, 0.9}, {100, 0.9}});
    layer.update(curves, view);
    QCOMPARE(qAlpha(layer.image().pixel(200, 178)), 0);   // where 0.1 is
    QVERIFY(qAlpha(layer.image().pixel(200, 22)) > 200);  // where 0.9 is
}

QTEST_MAIN(tst_CurveLayer)

#include "tst_CurveLayer.moc"

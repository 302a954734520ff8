#include <QTest>
#include <algorithm>
#include <cmath>

#include "ui/charts/Palette.h"

using namespace normscope;
using namespace normscope::ui;

namespace
{

/// As WCAG 2 defines it.
double luminance(const QColor& color)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace

class tst_Palette : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void isReadable_data();
    void isReadable();
    void staysInItsFamily();
    void shadesDiffer();
    void repeats();
    void dashes();
    void knowsDarkGround();
};

void tst_Palette::isReadable_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QColor>("ground");
    QTest::newRow("white") << false << QColor(Qt::white);
    QTest::newRow("dark") << true << QColor(0x1a, 0x1d, 0x22);
}

void tst_Palette::isReadable()
{
    QFETCH(bool, dark);
    QFETCH(QColor, ground);
    for (const std::optional<Twin> twin : {std::optional(Twin::Bn), std::optional(Twin::NoBn), std::optional<Twin>()}) {
        for (int shade = 0; shade < kTwinShades; ++shade) {
            const QColor color = twinColor(twin, shade, dark);
            QVERIFY2(contrast(color, ground) >= 3, qPrintable(color.name()));
        }
    }
}

void tst_Palette::staysInItsFamily()
{
    for (const bool dark : {false, true}) {
        for (int shade = 0; shade < kTwinShades; ++shade) {
            const QColor bn = twinColor(Twin::Bn, shade, dark);
            QVERIFY2(bn.hslHue() >= 180 && bn.hslHue() <= 240, qPrintable(bn.name()));
            const QColor noBn = twinColor(Twin::NoBn, shade, dark);
            QVERIFY2(noBn.hslHue() >= 0 && noBn.hslHue() <= 45, qPrintable(noBn.name()));
            const QColor neither = twinColor(std::nullopt, shade, dark);
            QVERIFY2(neither.hslSaturation() < 64, qPrintable(neither.name()));
        }
    }
    QCOMPARE(twinColor(Twin::Bn, 0, false), QColor(0x00, 0x72, 0xb2));
    QCOMPARE(twinColor(Twin::NoBn, 0, false), QColor(0xd5, 0x5e, 0x00));
}

void tst_Palette::shadesDiffer()
{
    for (const Twin twin : {Twin::Bn, Twin::NoBn}) {
        for (const bool dark : {false, true}) {
            for (int a = 0; a < kTwinShades; ++a) {
                for (int b = 0; b < a; ++b) {
                    const QColor one = twinColor(twin, a, dark);
                    const QColor other = twinColor(twin, b, dark);
                    const int distance = std::abs(one.red() - other.red()) + std::abs(one.green() - other.green()) +
                                         std::abs(one.blue() - other.blue());
                    QVERIFY2(distance >= 30, qPrintable(one.name() + other.name()));
                }
            }
        }
    }
}

void tst_Palette::repeats()
{
    QCOMPARE(twinColor(Twin::Bn, kTwinShades + 2, false), twinColor(Twin::Bn, 2, false));
    QCOMPARE(twinColor(Twin::Bn, -1, false), twinColor(Twin::Bn, kTwinShades - 1, false));
}

void tst_Palette::dashes()
{
    QVERIFY(twinDash(Twin::Bn).isEmpty());
    QVERIFY(twinDash(std::nullopt).isEmpty());
    QCOMPARE(twinDash(Twin::NoBn), (QList<qreal>{6, 3}));
}

void tst_Palette::knowsDarkGround()
{
    QPalette palette;
    palette.setColor(QPalette::Base, Qt::white);
    QVERIFY(!isDark(palette));
    palette.setColor(QPalette::Base, QColor(0x1a, 0x1d, 0x22));
    QVERIFY(isDark(palette));
}

QTEST_GUILESS_MAIN(tst_Palette)

#include "tst_Palette.moc"

#include <QTest>
#include <algorithm>
#include <cmath>

#include <normscope/experiment/Variants.h>

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
    std::vector<std::optional<std::string>> all(knownVariants().begin(), knownVariants().end());
    all.emplace_back();
    for (const auto& variant : all) {
        for (int shade = 0; shade < kVariantShades; ++shade) {
            const QColor color = variantColor(variant, shade, dark);
            QVERIFY2(contrast(color, ground) >= 3, qPrintable(color.name()));
        }
    }
}

void tst_Palette::staysInItsFamily()
{
    for (const bool dark : {false, true}) {
        for (int shade = 0; shade < kVariantShades; ++shade) {
            const QColor bn = variantColor(kBn, shade, dark);
            QVERIFY2(bn.hslHue() >= 180 && bn.hslHue() <= 240, qPrintable(bn.name()));
            const QColor noBn = variantColor(kNoBn, shade, dark);
            QVERIFY2(noBn.hslHue() >= 0 && noBn.hslHue() <= 45, qPrintable(noBn.name()));
            const QColor neither = variantColor(std::nullopt, shade, dark);
            QVERIFY2(neither.hslSaturation() < 64, qPrintable(neither.name()));
        }
    }
    QCOMPARE(variantColor(kBn, 0, false), QColor(0x00, 0x72, 0xb2));
    QCOMPARE(variantColor(kNoBn, 0, false), QColor(0xd5, 0x5e, 0x00));
}

void tst_Palette::shadesDiffer()
{
    for (const std::string& variant : knownVariants()) {
        for (const bool dark : {false, true}) {
            for (int a = 0; a < kVariantShades; ++a) {
                for (int b = 0; b < a; ++b) {
                    const QColor one = variantColor(variant, a, dark);
                    const QColor other = variantColor(variant, b, dark);
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
    QCOMPARE(variantColor(kBn, kVariantShades + 2, false), variantColor(kBn, 2, false));
    QCOMPARE(variantColor(kBn, -1, false), variantColor(kBn, kVariantShades - 1, false));
}

void tst_Palette::dashes()
{
    QVERIFY(variantDash(kBn).isEmpty());
    QVERIFY(variantDash(std::nullopt).isEmpty());
    QCOMPARE(variantDash(kNoBn), (QList<qreal>{6, 3}));
    // Told apart without colour: no two have one dash, and no two one mark.
    for (const std::string& one : knownVariants()) {
        for (const std::string& other : knownVariants()) {
            QVERIFY(one == other || variantDash(one) != variantDash(other));
            QVERIFY(one == other || variantMark(one) != variantMark(other));
        }
    }
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

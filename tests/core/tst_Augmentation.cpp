#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include <normscope/data/Augmentation.h>

using namespace normscope;

namespace
{

using Pixels = std::vector<std::uint8_t>;

constexpr std::int64_t kSide = 28;

/// A filled square in the middle of the image.
Pixels square()
{
    Pixels pixels(kSide * kSide, 0);
    for (std::size_t row = 8; row < 20; ++row) {
        for (std::size_t column = 8; column < 20; ++column) {
            pixels[row * kSide + column] = 255;
        }
    }
    return pixels;
}

Pixels varied(Augmentation kind, std::uint64_t seed, std::int64_t epoch, std::int64_t sample)
{
    Pixels into(kSide * kSide, 77);
    Augmenter(kind, kSide, kSide, seed).apply(square(), into, epoch, sample);
    return into;
}

double ink(const Pixels& pixels)
{
    return std::accumulate(pixels.begin(), pixels.end(), 0.0);
}

}  // namespace

Q_DECLARE_METATYPE(normscope::Augmentation)

class tst_Augmentation : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void noneCopies();
    void dependsOnSeedEpochAndSampleAlone_data();
    void dependsOnSeedEpochAndSampleAlone();
    void keepsTheInkInTheImage_data();
    void keepsTheInkInTheImage();
    void imagesOfOtherShapes();
    void variesAllChannelsAlike_data();
    void variesAllChannelsAlike();
};

void tst_Augmentation::noneCopies()
{
    QCOMPARE(varied(Augmentation::None, 1, 1, 1), square());
}

void tst_Augmentation::dependsOnSeedEpochAndSampleAlone_data()
{
    QTest::addColumn<Augmentation>("kind");
    QTest::newRow("affine") << Augmentation::Affine;
    QTest::newRow("elastic") << Augmentation::Elastic;
}

void tst_Augmentation::dependsOnSeedEpochAndSampleAlone()
{
    QFETCH(const Augmentation, kind);
    const Pixels first = varied(kind, 1, 1, 1);
    QCOMPARE(varied(kind, 1, 1, 1), first);
    QVERIFY(first != square());
    QVERIFY(varied(kind, 2, 1, 1) != first);
    QVERIFY(varied(kind, 1, 2, 1) != first);
    QVERIFY(varied(kind, 1, 1, 2) != first);
}

void tst_Augmentation::keepsTheInkInTheImage_data()
{
    dependsOnSeedEpochAndSampleAlone_data();
}

void tst_Augmentation::keepsTheInkInTheImage()
{
    QFETCH(const Augmentation, kind);
    // Scaling by ±12 % a side changes an area by at most 1.12² or 0.88², elastic bending by not much more.
    const double before = ink(square());
    double sum = 0;
    for (std::int64_t sample = 0; sample < 200; ++sample) {
        const double after = ink(varied(kind, 3, 1, sample));
        QVERIFY2(after > 0.65 * before && after < 1.5 * before, qPrintable(QString::number(after / before)));
        sum += after / before;
    }
    QVERIFY2(std::abs(sum / 200 - 1) < 0.05, qPrintable(QString::number(sum / 200)));
}

void tst_Augmentation::imagesOfOtherShapes()
{
    for (const auto& [rows, columns] : std::vector<std::pair<std::int64_t, std::int64_t>>{{1, 1}, {1, 9}, {40, 3}}) {
        for (const auto kind : {Augmentation::Affine, Augmentation::Elastic}) {
            const Pixels from(static_cast<std::size_t>(rows * columns), 200);
            Pixels into(from.size());
            Augmenter(kind, rows, columns, 1).apply(from, into, 1, 1);
            QVERIFY(ink(into) <= ink(from));
        }
    }
}

void tst_Augmentation::variesAllChannelsAlike_data()
{
    dependsOnSeedEpochAndSampleAlone_data();
}

/// Each channel becomes what it would become as an image of its own.
void tst_Augmentation::variesAllChannelsAlike()
{
    QFETCH(const Augmentation, kind);
    constexpr std::int64_t kRows = 20;
    constexpr std::int64_t kColumns = 30;
    constexpr std::size_t kPlane = kRows * kColumns;
    Pixels from(3 * kPlane);
    for (std::size_t i = 0; i < from.size(); ++i) {
        from[i] = static_cast<std::uint8_t>(i * i + 7 * i);
    }
    const Augmenter augmenter(kind, kRows, kColumns, 5);
    Pixels together(from.size());
    augmenter.apply(from, together, 2, 9);
    for (std::size_t channel = 0; channel < 3; ++channel) {
        Pixels alone(kPlane);
        augmenter.apply(std::span(from).subspan(channel * kPlane, kPlane), alone, 2, 9);
        QVERIFY(
            std::equal(alone.begin(), alone.end(), together.begin() + static_cast<std::ptrdiff_t>(channel * kPlane)));
    }
}

QTEST_GUILESS_MAIN(tst_Augmentation)
#include "tst_Augmentation.moc"

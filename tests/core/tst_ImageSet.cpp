#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include <normscope/data/ImageSet.h>

#include "../support/IdxWriter.h"

using namespace normscope;
using normscope::test::patternSet;

namespace
{

ImageSet setOf(std::vector<std::uint8_t> pixels)
{
    ImageSet set;
    set.rows = 1;
    set.columns = 1;
    set.labels.resize(pixels.size());
    set.pixels = std::move(pixels);
    return set;
}

}  // namespace

class tst_ImageSet : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void image()
    {
        const ImageSet set = patternSet(4, 5, 7);
        QCOMPARE(set.count(), std::int64_t{4});
        QCOMPARE(set.imageSize(), std::int64_t{35});
        QVERIFY(set.image(2) == set.pixels.data() + 70);
    }

    /// So many of each class, in their order; the fewer are among the more.
    void perClass()
    {
        const ImageSet all = patternSet(100, 2, 3, 0, 4, 3);
        ImageSet last = all;
        for (const std::int64_t most : {25, 30, 10, 3, 1}) {
            ImageSet set = all;
            keepPerClass(set, most);
            QCOMPARE(set.count(), std::min<std::int64_t>(100, 4 * most));
            QCOMPARE(countPerClass(all.labels, most), set.count());
            QCOMPARE(set.pixels.size(), static_cast<std::size_t>(set.count() * set.imageSize()));
            std::int64_t in = -1;
            for (std::int64_t i = 0; i < set.count(); ++i) {
                const auto label = set.labels[static_cast<std::size_t>(i)];
                do {
                    ++in;
                    QVERIFY(in < last.count());
                } while (!std::equal(set.image(i), set.image(i) + set.imageSize(), last.image(in)) ||
                         last.labels[static_cast<std::size_t>(in)] != label);
            }
            last = set;
        }
        ImageSet set = all;
        keepPerClass(set, 0);
        QVERIFY(set.pixels == all.pixels && set.labels == all.labels);
        QCOMPARE(countPerClass(all.labels, 0), std::int64_t{100});
    }

    void normalizationByHand()
    {
        // 0, 51, 102, 255: mean 102, squares of the distances 10404, 2601, 0, 23409, their mean 9103.5.
        const Normalization result = normalizationOf(setOf({0, 51, 102, 255}));
        QCOMPARE(result.mean.at(0), 102.0 / 255.0);
        QVERIFY(std::abs(result.std.at(0) - std::sqrt(9103.5) / 255.0) < 1e-15);
    }

    void normalizationOfHalfInk()
    {
        const Normalization result = normalizationOf(setOf({0, 255}));
        QCOMPARE(result.mean.at(0), 0.5);
        QCOMPARE(result.std.at(0), 0.5);
    }

    void normalizationOfEqualPixels_data()
    {
        QTest::addColumn<int>("value");
        for (const int value : {0, 1, 77, 255}) {
            QTest::addRow("%d", value) << value;
        }
    }

    void normalizationOfEqualPixels()
    {
        QFETCH(int, value);
        const Normalization result =
            normalizationOf(setOf(std::vector<std::uint8_t>(1001, static_cast<std::uint8_t>(value))));
        QCOMPARE(result.mean.at(0), value / 255.0);
        QCOMPARE(result.std.at(0), 1.0);
    }

    void normalizationOfNothing()
    {
        const Normalization result = normalizationOf(ImageSet{});
        QCOMPARE(result.mean.at(0), 0.0);
        QCOMPARE(result.std.at(0), 1.0);
    }

    /// Two images of 1×2 in three channels, each channel on its own: {0, 51, 102, 255} as above, {0, 255} halves, and
    /// 77 throughout.
    void normalizationByChannel()
    {
        ImageSet set = setOf({});
        set.channels = 3;
        set.columns = 2;
        set.labels = {0, 1};
        set.pixels = {0, 51, 0, 255, 77, 77, 102, 255, 255, 0, 77, 77};
        const Normalization result = normalizationOf(set);
        QVERIFY(result.mean == (std::vector<double>{102.0 / 255.0, 0.5, 77.0 / 255.0}));
        QVERIFY(std::abs(result.std.at(0) - std::sqrt(9103.5) / 255.0) < 1e-15);
        QCOMPARE(result.std.at(1), 0.5);
        QCOMPARE(result.std.at(2), 1.0);
    }

    void sizeTexts()
    {
        QCOMPARE(sizeText(patternSet(2, 5, 7)), std::string("5×7"));
        QCOMPARE(sizeText(patternSet(2, 5, 7, 0, 2, 3), " x "), std::string("3 x 5 x 7"));
        QVERIFY(shapeOf(patternSet(2, 5, 7, 0, 2, 3), 2) == (DataShape{{3, 5, 7}, 2}));
        QVERIFY(numberedClasses(3) == (std::vector<std::string>{"0", "1", "2"}));
    }

    /// One pixel off among 20 million, where n·Σx² no longer fits into 64 bits and E[x²] − E[x]² in doubles is noise.
    void normalizationOfManyPixels()
    {
        constexpr std::size_t count = 20'000'000;
        std::vector<std::uint8_t> pixels(count, 255);
        pixels[7] = 254;
        const Normalization result = normalizationOf(setOf(std::move(pixels)));
        const double part = 1.0 / static_cast<double>(count);
        QVERIFY(std::abs(result.mean.at(0) - (1.0 - part / 255.0)) < 1e-15);
        const double expected = std::sqrt(part * (1.0 - part)) / 255.0;
        QVERIFY(std::abs(result.std.at(0) - expected) < 1e-12 * expected);
    }

    void truncates_data()
    {
        QTest::addColumn<qint64>("count");
        QTest::addColumn<qint64>("kept");
        QTest::newRow("none") << qint64{0} << qint64{0};
        QTest::newRow("fewer than none") << qint64{-3} << qint64{0};
        QTest::newRow("some") << qint64{4} << qint64{4};
        QTest::newRow("all") << qint64{12} << qint64{12};
        QTest::newRow("more than all") << qint64{100} << qint64{12};
    }

    void truncates()
    {
        QFETCH(qint64, count);
        QFETCH(qint64, kept);
        const ImageSet whole = patternSet(12, 5, 7);
        ImageSet set = whole;
        truncate(set, count);
        QCOMPARE(set.count(), std::int64_t{kept});
        QCOMPARE(set.rows, whole.rows);
        QCOMPARE(set.columns, whole.columns);
        QVERIFY(set.pixels == std::vector<std::uint8_t>(whole.pixels.begin(), whole.pixels.begin() + kept * 35));
        QVERIFY(set.labels == std::vector<std::uint16_t>(whole.labels.begin(), whole.labels.begin() + kept));
    }

    void cutsImagesOfSeveralChannels()
    {
        const ImageSet whole = patternSet(6, 5, 7, 0, 2, 3);
        QCOMPARE(whole.imageSize(), std::int64_t{105});
        ImageSet head = whole;
        const ImageSet tail = splitTail(head, 2);
        QVERIFY(haveSameSize(tail, whole));
        QVERIFY(head.pixels == std::vector<std::uint8_t>(whole.pixels.begin(), whole.pixels.begin() + 420));
        QVERIFY(tail.pixels == std::vector<std::uint8_t>(whole.pixels.begin() + 420, whole.pixels.end()));
    }

    void splits_data() { truncates_data(); }

    void splits()
    {
        QFETCH(qint64, count);
        QFETCH(qint64, kept);
        const ImageSet whole = patternSet(12, 5, 7);
        ImageSet head = whole;
        const ImageSet tail = splitTail(head, count);
        QCOMPARE(tail.count(), std::int64_t{kept});
        QCOMPARE(head.count(), std::int64_t{12 - kept});
        QCOMPARE(tail.rows, whole.rows);
        QCOMPARE(tail.columns, whole.columns);
        std::vector<std::uint8_t> pixels = head.pixels;
        pixels.insert(pixels.end(), tail.pixels.begin(), tail.pixels.end());
        QVERIFY(pixels == whole.pixels);
        std::vector<std::uint16_t> labels = head.labels;
        labels.insert(labels.end(), tail.labels.begin(), tail.labels.end());
        QVERIFY(labels == whole.labels);
        if (kept > 0) {
            QVERIFY(std::equal(tail.image(0), tail.image(0) + 35, whole.image(12 - kept)));
        }
    }
};

QTEST_GUILESS_MAIN(tst_ImageSet)
#include "tst_ImageSet.moc"

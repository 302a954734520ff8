#include <QByteArray>
#include <QByteArrayView>
#include <QCryptographicHash>
#include <QSet>
#include <QTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <normscope/data/BuiltinDigits.h>

using namespace normscope;

namespace
{

constexpr int kThreads = 2;

QByteArrayView bytesOf(const std::uint8_t* first, std::int64_t count)
{
    return {first, static_cast<qsizetype>(count)};
}

std::vector<std::uint8_t> labelBytes(const ImageSet& set)
{
    return {set.labels.begin(), set.labels.end()};
}

QByteArray sha256(const std::vector<std::uint8_t>& bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(bytesOf(bytes.data(), static_cast<std::int64_t>(bytes.size())));
    return hash.result().toHex();
}

/// Where an image's ink lies: rows and columns that hold any, and the centre of its mass, counted from 0.
struct Ink
{
    std::int64_t mass = 0;
    std::int64_t firstRow = 28;
    std::int64_t lastRow = -1;
    std::int64_t firstColumn = 28;
    std::int64_t lastColumn = -1;
    double row = 0.0;
    double column = 0.0;
    int darkest = 0;

    [[nodiscard]] std::int64_t height() const { return lastRow - firstRow + 1; }
    [[nodiscard]] std::int64_t width() const { return lastColumn - firstColumn + 1; }
};

Ink inkOf(const ImageSet& set, std::int64_t index)
{
    Ink ink;
    const std::uint8_t* image = set.image(index);
    for (std::int64_t row = 0; row < set.rows; ++row) {
        for (std::int64_t column = 0; column < set.columns; ++column) {
            const int value = image[row * set.columns + column];
            if (value == 0) {
                continue;
            }
            ink.mass += value;
            ink.row += static_cast<double>(value * row);
            ink.column += static_cast<double>(value * column);
            ink.firstRow = std::min(ink.firstRow, row);
            ink.lastRow = std::max(ink.lastRow, row);
            ink.firstColumn = std::min(ink.firstColumn, column);
            ink.lastColumn = std::max(ink.lastColumn, column);
            ink.darkest = std::max(ink.darkest, value);
        }
    }
    if (ink.mass > 0) {
        ink.row /= static_cast<double>(ink.mass);
        ink.column /= static_cast<double>(ink.mass);
    }
    return ink;
}

}  // namespace

class tst_BuiltinDigits : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        m_train = makeBuiltinDigits(BuiltinSplit::Train, kBuiltinTrainCount, kThreads);
        m_test = makeBuiltinDigits(BuiltinSplit::Test, kBuiltinTestCount, kThreads);
    }

    void sizes()
    {
        QCOMPARE(m_train.count(), kBuiltinTrainCount);
        QCOMPARE(m_test.count(), kBuiltinTestCount);
        for (const ImageSet* set : {&m_train, &m_test}) {
            QCOMPARE(set->rows, std::int64_t{28});
            QCOMPARE(set->columns, std::int64_t{28});
            QCOMPARE(static_cast<std::int64_t>(set->pixels.size()), set->count() * 28 * 28);
        }
    }

    // The same on every machine. Whoever changes a pixel on purpose changes kBuiltinDigitsVersion with these.
    void pixelsArePinned()
    {
        QCOMPARE(QByteArray(kBuiltinDigitsVersion), QByteArray("builtin-1"));
        QCOMPARE(sha256(m_train.pixels),
                 QByteArray("7c97dafef4b3bced65da2f6303976caf74849b17f7bb384b5729c77c064fc4d3"));
        QCOMPARE(sha256(m_test.pixels), QByteArray("b946171cb362dec0ec919e4d7486faaa0f7074dd5131e7660b9392b68973c0eb"));
    }

    void labelsArePinned()
    {
        QCOMPARE(sha256(labelBytes(m_train)),
                 QByteArray("6bfd1b2e9b36298f0a3222b0f6e1063a8dfc09e211b459dc96743c78975120bf"));
        QCOMPARE(sha256(labelBytes(m_test)),
                 QByteArray("acc224d5b482c15418927eee95dd80334a3a169464174b85a22ba87583236e97"));
    }

    void threadsDoNotMatter_data()
    {
        QTest::addColumn<int>("threads");
        QTest::newRow("one") << 1;
        QTest::newRow("two") << 2;
        QTest::newRow("three") << 3;
        QTest::newRow("none asked for") << 0;
    }

    void threadsDoNotMatter()
    {
        QFETCH(const int, threads);
        const ImageSet test = makeBuiltinDigits(BuiltinSplit::Test, kBuiltinTestCount, threads);
        QVERIFY(test.pixels == m_test.pixels);
        QVERIFY(test.labels == m_test.labels);
    }

    void shorterSetIsAPrefix_data()
    {
        QTest::addColumn<qint64>("count");
        QTest::newRow("one") << qint64{1};
        QTest::newRow("within a block of ten") << qint64{1'237};
        QTest::newRow("whole blocks") << qint64{500};
    }

    void shorterSetIsAPrefix()
    {
        QFETCH(const qint64, count);
        const ImageSet shorter = makeBuiltinDigits(BuiltinSplit::Train, count, kThreads);
        QCOMPARE(shorter.count(), std::int64_t{count});
        QVERIFY(std::equal(shorter.pixels.begin(), shorter.pixels.end(), m_train.pixels.begin()));
        QVERIFY(std::equal(shorter.labels.begin(), shorter.labels.end(), m_train.labels.begin()));
    }

    void noImageTwice()
    {
        QSet<QByteArray> images;
        for (const ImageSet* set : {&m_train, &m_test}) {
            for (std::int64_t i = 0; i < set->count(); ++i) {
                images.insert(bytesOf(set->image(i), set->imageSize()).toByteArray());
            }
        }
        QCOMPARE(static_cast<std::int64_t>(images.size()), kBuiltinTrainCount + kBuiltinTestCount);
    }

    void classesAreBalanced()
    {
        for (const ImageSet* set : {&m_train, &m_test}) {
            std::array<std::int64_t, kBuiltinClasses> counts{};
            for (const std::uint16_t label : set->labels) {
                QVERIFY(label < kBuiltinClasses);
                ++counts[label];
            }
            for (const std::int64_t count : counts) {
                QCOMPARE(count, set->count() / kBuiltinClasses);
            }
        }
    }

    void labelsAreShuffled()
    {
        // The share of images whose label follows that of the image before, or equals it, is near 1 in 10.
        std::int64_t following = 0;
        for (std::size_t i = 1; i < m_train.labels.size(); ++i) {
            following += (m_train.labels[i - 1] + 1) % kBuiltinClasses == m_train.labels[i] ? 1 : 0;
        }
        QVERIFY(following > 800 && following < 1'300);
        QVERIFY(!std::equal(m_test.labels.begin(), m_test.labels.end(), m_train.labels.begin()));
    }

    void inkLiesInItsSquare()
    {
        for (const ImageSet* set : {&m_train, &m_test}) {
            for (std::int64_t i = 0; i < set->count(); ++i) {
                const Ink ink = inkOf(*set, i);
                QVERIFY2(ink.mass > 10 * 255, qPrintable(QStringLiteral("image %1 is nearly empty").arg(i)));
                QVERIFY2(ink.darkest == 255, qPrintable(QStringLiteral("image %1 is not saturated").arg(i)));
                QVERIFY2(ink.height() <= 20 && ink.width() <= 20,
                         qPrintable(QStringLiteral("image %1 is %2 x %3").arg(i).arg(ink.height()).arg(ink.width())));
                QVERIFY2(std::max(ink.height(), ink.width()) >= 18,
                         qPrintable(QStringLiteral("image %1 is small").arg(i)));
            }
        }
    }

    // As in MNIST: the centre of mass lies on pixel (14, 14), to the half pixel that shifts by whole pixels leave.
    void inkIsCentred()
    {
        for (const ImageSet* set : {&m_train, &m_test}) {
            for (std::int64_t i = 0; i < set->count(); ++i) {
                const Ink ink = inkOf(*set, i);
                QVERIFY2(
                    std::abs(ink.row - 14.0) <= 0.5 && std::abs(ink.column - 14.0) <= 0.5,
                    qPrintable(QStringLiteral("image %1 is centred at %2, %3").arg(i).arg(ink.row).arg(ink.column)));
            }
        }
    }

    void greyLevelsLikeScans()
    {
        // Between a quarter and three quarters of the ink's pixels are (nearly) full, the rest is edge.
        std::int64_t inked = 0;
        std::int64_t full = 0;
        for (const std::uint8_t value : m_train.pixels) {
            inked += value > 0 ? 1 : 0;
            full += value >= 250 ? 1 : 0;
        }
        QVERIFY(4 * full > inked && 4 * full < 3 * inked);
        const Normalization normalization = normalizationOf(m_train);
        QVERIFY(normalization.mean.at(0) > 0.11 && normalization.mean.at(0) < 0.15);
        QVERIFY(normalization.std.at(0) > 0.28 && normalization.std.at(0) < 0.34);
    }

    void none_data()
    {
        QTest::addColumn<qint64>("count");
        QTest::newRow("zero") << qint64{0};
        QTest::newRow("negative") << qint64{-1};
    }

    void none()
    {
        QFETCH(const qint64, count);
        for (const BuiltinSplit split : {BuiltinSplit::Train, BuiltinSplit::Test}) {
            const ImageSet set = makeBuiltinDigits(split, count, kThreads);
            QCOMPARE(set.count(), std::int64_t{0});
            QCOMPARE(set.rows, std::int64_t{28});
            QCOMPARE(set.columns, std::int64_t{28});
            QVERIFY(set.pixels.empty());
        }
    }

  private:
    ImageSet m_train;
    ImageSet m_test;
};

QTEST_APPLESS_MAIN(tst_BuiltinDigits)

#include "tst_BuiltinDigits.moc"

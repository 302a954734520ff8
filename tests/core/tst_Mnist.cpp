#include <QTest>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include <normscope/data/DatasetCatalog.h>

#include "../support/MnistGuard.h"

using namespace normscope;

namespace
{

std::array<int, 10> classCounts(const ImageSet& set)
{
    std::array<int, 10> counts{};
    for (const std::uint16_t label : set.labels) {
        ++counts.at(label);
    }
    return counts;
}

}  // namespace

/// The real files, as published: what every other number about MNIST rests on.
class tst_Mnist : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { NORMSCOPE_REQUIRE_MNIST(); }

    void loads()
    {
        const auto mnist = loadDataset("mnist", 1);
        QVERIFY2(mnist, mnist ? "" : mnist.error().message.english().c_str());
        QCOMPARE(mnist->name, std::string("mnist"));
        QCOMPARE(mnist->train.count(), std::int64_t{60'000});
        QCOMPARE(mnist->test.count(), std::int64_t{10'000});
        for (const ImageSet* set : {&mnist->train, &mnist->test}) {
            QCOMPARE(set->rows, std::int64_t{28});
            QCOMPARE(set->columns, std::int64_t{28});
            QCOMPARE(set->pixels.size(), static_cast<std::size_t>(set->count()) * 784);
        }
        QVERIFY(classCounts(mnist->train) ==
                (std::array<int, 10>{5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949}));
        QVERIFY(classCounts(mnist->test) ==
                (std::array<int, 10>{980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009}));

        // The two numbers that everybody writes down.
        const Normalization normalization = normalizationOf(mnist->train);
        QVERIFY(std::abs(normalization.mean.at(0) - 0.1307) < 5e-5);
        QVERIFY(std::abs(normalization.std.at(0) - 0.3081) < 5e-5);

        // As sha256sum gives it for the four files, unpacked, one after another.
        QCOMPARE(mnist->sha256, std::string("b2d8f5bf39174ee5ffeefa97e42d673c35432b411bb5d1f74fbbeddae7f1690a"));
    }

    void matchesWhatIsPublished()
    {
        const auto checks = verifyDataset("mnist");
        QVERIFY2(checks, checks ? "" : checks.error().message.english().c_str());
        QCOMPARE(checks->size(), std::size_t{4});
        for (const FileCheck& check : *checks) {
            QVERIFY2(check.matchesKnown.value_or(false), check.path.c_str());
        }
        QCOMPARE(checks->at(0).md5, std::string("6bbc9ace898e44ae57da46a324031adb"));
        QCOMPARE(checks->at(1).md5, std::string("a25bea736e30d166cdddb491f175f624"));
        QCOMPARE(checks->at(2).md5, std::string("2646ac647ad5339dbf082846283269ea"));
        QCOMPARE(checks->at(3).md5, std::string("27ae3e4e09519cfbb04c329615203637"));
    }
};

QTEST_GUILESS_MAIN(tst_Mnist)
#include "tst_Mnist.moc"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "../support/MadeUpRuns.h"
#include "../support/RunRows.h"
#include "ui/models/ComparisonModel.h"

using namespace normscope;
using normscope::ui::ComparisonModel;

namespace
{

constexpr int kBnColumn = ComparisonModel::FirstVariantColumn;
constexpr int kNoBnColumn = kBnColumn + 1;
constexpr int kDifferenceColumn = kBnColumn + 2;

using test::kNan;

/// A run of one epoch with two steps, told apart by its test accuracy and time.
RunRecord run(std::uint64_t seed, const std::string& variant, double accuracy, double seconds)
{
    RunRecord record = test::madeUpRun(seed, variant,
                                       {{{1, 1, 2.0F, 0.1, 0.1, seconds / 2}, {2, 1, 1.0F, 0.5, 0.1, seconds}},
                                        {{2, 1, 0.4, accuracy, seconds}},
                                        {{2, 1, 1.5, 0.5, 0.4, accuracy, seconds, 0.5, kNan, kNan}}});
    record.parameters.weight = 200'000;
    record.samplesPerEpoch = 40;
    return record;
}

ExperimentComparison twoSeeds()
{
    return compare(
        "made-up", {kBn, kNoBn},
        {run(1, kBn, 0.97, 3.0), run(1, kNoBn, 0.95, 2.0), run(2, kBn, 0.98, 3.5), run(2, kNoBn, 0.93, 2.5)});
}

int rowOf(const ComparisonModel& model, const QString& measure)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, ComparisonModel::MeasureColumn).data() == measure) {
            return row;
        }
    }
    return -1;
}

QString cell(const ComparisonModel& model, const QString& measure, int column)
{
    return model.index(rowOf(model, measure), column).data().toString();
}

}  // namespace

class tst_ComparisonModel : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void showsASeed_data();
    void showsASeed();
    void showsMeansAndDeviations();
    void comparesEachVariantWithTheReference();
    void leavesOutWhatASeedLacks();
    void listsTheFourAspectsOnce();
    void hasWordsForEveryMeasure();
    void keepsItsRowsWhileFiguresChange();
    void isEmptyWithoutRuns();
};

void tst_ComparisonModel::showsASeed_data()
{
    QTest::addColumn<QString>("measure");
    QTest::addColumn<QString>("bn");
    QTest::addColumn<QString>("noBn");
    QTest::addColumn<QString>("difference");
    QTest::addRow("accuracy") << "Final test accuracy"
                              << "97.00 %"
                              << "95.00 %"
                              << "+2.00 pp";
    QTest::addRow("seconds") << "Training time"
                             << "3.00 s"
                             << "2.00 s"
                             << "+1.00 s";
    QTest::addRow("count") << "Weights"
                           << "200,000"
                           << "200,000"
                           << "0";
    QTest::addRow("total") << "Learned parameters"
                           << "200,038"
                           << "200,030"
                           << "+8";
    QTest::addRow("reached") << "Iterations to 97 % test accuracy"
                             << "2"
                             << "—"
                             << "—";
    QTest::addRow("loss") << "Training loss in the last epoch"
                          << "1.5000"
                          << "1.5000"
                          << "0.0000";
}

void tst_ComparisonModel::showsASeed()
{
    ComparisonModel model;
    const QAbstractItemModelTester tester(&model);
    model.setComparison(twoSeeds(), 1);
    QFETCH(const QString, measure);
    QVERIFY(rowOf(model, measure) >= 0);
    QTEST(cell(model, measure, kBnColumn), "bn");
    QTEST(cell(model, measure, kNoBnColumn), "noBn");
    QTEST(cell(model, measure, kDifferenceColumn), "difference");
}

void tst_ComparisonModel::showsMeansAndDeviations()
{
    ComparisonModel model;
    const QAbstractItemModelTester tester(&model);
    model.setComparison(twoSeeds(), {});
    // 97 and 98: mean 97.5, s = 0.7071. 95 and 93: 94 and 1.4142. Differences 2 and 5: 3.5 and 2.1213.
    const QString measure = "Final test accuracy";
    QCOMPARE(cell(model, measure, kBnColumn), "97.50 ± 0.71 %");
    QCOMPARE(cell(model, measure, kNoBnColumn), "94.00 ± 1.41 %");
    QCOMPARE(cell(model, measure, kDifferenceColumn), "+3.50 ± 2.12 pp");
    QCOMPARE(cell(model, "Weights", kBnColumn), "200,000");
    QCOMPARE(cell(model, "Training loss in the last epoch", kDifferenceColumn), "0.0000 ± 0.0000");
    const QVariant number = model.index(rowOf(model, measure), kBnColumn).data(Qt::UserRole);
    QCOMPARE(number.toDouble(), 0.975);
    QVERIFY(model.headerData(kBnColumn, Qt::Horizontal, Qt::DisplayRole).toString().contains("mean"));
    const QModelIndex difference = model.index(rowOf(model, measure), kDifferenceColumn);
    QCOMPARE(difference.data(Qt::ToolTipRole).toString(), "Seed 1: +2.00 pp\nSeed 2: +5.00 pp");
    QCOMPARE(difference.data(Qt::AccessibleDescriptionRole), difference.data(Qt::ToolTipRole));
    model.setComparison(twoSeeds(), 1);
    QVERIFY(!difference.data(Qt::ToolTipRole).isValid());
}

void tst_ComparisonModel::comparesEachVariantWithTheReference()
{
    ComparisonModel model;
    const QAbstractItemModelTester tester(&model);
    model.setComparison(compare("made-up", {kBn, "layer-norm", kNoBn},
                                {run(1, kBn, 0.97, 3.0), run(1, "layer-norm", 0.96, 2.5), run(1, kNoBn, 0.93, 2.0)}),
                        1);
    // Aspect, measure, three variants, two differences.
    QCOMPARE(model.columnCount(), 7);
    QCOMPARE(model.firstDifferenceColumn(), 5);
    QStringList header;
    QStringList accuracies;
    for (int column = ComparisonModel::FirstVariantColumn; column < model.columnCount(); ++column) {
        header << model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        accuracies << cell(model, "Final test accuracy", column);
    }
    QCOMPARE(header,
             QStringList({"BN", "layer norm", "no BN", "Difference (BN − no BN)", "Difference (layer norm − no BN)"}));
    QCOMPARE(accuracies, QStringList({"97.00 %", "96.00 %", "93.00 %", "+4.00 pp", "+3.00 pp"}));
}

void tst_ComparisonModel::leavesOutWhatASeedLacks()
{
    ComparisonModel model;
    model.setComparison(twoSeeds(), {});
    // Without BN no seed came to 97 %.
    QCOMPARE(cell(model, "Iterations to 97 % test accuracy", kBnColumn), "—");
    QVERIFY(!model.index(rowOf(model, "Iterations to 97 % test accuracy"), kBnColumn).data(Qt::UserRole).isValid());
}

void tst_ComparisonModel::listsTheFourAspectsOnce()
{
    ComparisonModel model;
    model.setComparison(twoSeeds(), 1);
    QStringList aspects;
    for (int row = 0; row < model.rowCount(); ++row) {
        aspects.push_back(model.index(row, ComparisonModel::AspectColumn).data().toString());
        QVERIFY(!model.index(row, ComparisonModel::AspectColumn).data(Qt::AccessibleTextRole).toString().isEmpty());
    }
    aspects.removeAll(QString());
    QCOMPARE(aspects, QStringList({"Training time", "Convergence", "Parameters", "Accuracy"}));
}

void tst_ComparisonModel::hasWordsForEveryMeasure()
{
    const ExperimentComparison comparison =
        compare("made-up", {kBn, kNoBn},
                {test::recordOf(test::finishedRun(kBn), 1, kBn), test::recordOf(test::finishedRun(kNoBn), 1, kNoBn),
                 run(2, kBn, 0.99, 1)});
    for (const SeedComparison& pair : comparison.seeds) {
        for (const Measure& measure : pair.measures) {
            QVERIFY2(ComparisonModel::measureTitle(measure) != QString::fromStdString(measure.title),
                     measure.key.c_str());
        }
    }
}

void tst_ComparisonModel::keepsItsRowsWhileFiguresChange()
{
    ComparisonModel model;
    const QAbstractItemModelTester tester(&model);
    model.setComparison(twoSeeds(), 1);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setComparison(twoSeeds(), 2);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(cell(model, "Final test accuracy", kBnColumn), "98.00 %");
    model.setComparison({}, {});
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 0);
}

void tst_ComparisonModel::isEmptyWithoutRuns()
{
    ComparisonModel model;
    const QAbstractItemModelTester tester(&model);
    model.setComparison(compare("empty", {kBn, kNoBn}, {}), {});
    QCOMPARE(model.rowCount(), 0);
    model.setComparison(twoSeeds(), 7);
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(tst_ComparisonModel)
#include "tst_ComparisonModel.moc"

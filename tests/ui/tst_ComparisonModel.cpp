#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <limits>

#include "../support/MadeUpRuns.h"
#include "ui/models/ComparisonModel.h"

using namespace normscope;
using normscope::ui::ComparisonModel;

namespace
{

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// A run of one epoch with two steps, told apart by its test accuracy and time.
RunRecord run(std::uint64_t seed, Twin twin, double accuracy, double seconds)
{
    RunRecord record;
    record.seed = seed;
    record.twin = twin;
    record.status = RunStatus::Done;
    record.parameters = {200'000, 30, twin == Twin::Bn ? 8 : 0, twin == Twin::Bn ? 9 : 0};
    record.samplesPerEpoch = 40;
    record.steps = {{1, 1, 2.0F, 0.1, 0.1, seconds / 2}, {2, 1, 1.0F, 0.5, 0.1, seconds}};
    record.evaluations = {{2, 1, 0.4, accuracy, seconds}};
    record.epochs = {{1, 1.5, 0.5, 0.4, accuracy, seconds, 0.5, kNan, kNan}};
    return record;
}

ExperimentComparison twoSeeds()
{
    return compare("made-up", {run(1, Twin::Bn, 0.97, 3.0), run(1, Twin::NoBn, 0.95, 2.0), run(2, Twin::Bn, 0.98, 3.5),
                               run(2, Twin::NoBn, 0.93, 2.5)});
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
    QTEST(cell(model, measure, ComparisonModel::BnColumn), "bn");
    QTEST(cell(model, measure, ComparisonModel::NoBnColumn), "noBn");
    QTEST(cell(model, measure, ComparisonModel::DifferenceColumn), "difference");
}

void tst_ComparisonModel::showsMeansAndDeviations()
{
    ComparisonModel model;
    const QAbstractItemModelTester tester(&model);
    model.setComparison(twoSeeds(), {});
    // 97 and 98: mean 97.5, s = 0.7071. 95 and 93: 94 and 1.4142. Differences 2 and 5: 3.5 and 2.1213.
    const QString measure = "Final test accuracy";
    QCOMPARE(cell(model, measure, ComparisonModel::BnColumn), "97.50 ± 0.71 %");
    QCOMPARE(cell(model, measure, ComparisonModel::NoBnColumn), "94.00 ± 1.41 %");
    QCOMPARE(cell(model, measure, ComparisonModel::DifferenceColumn), "+3.50 ± 2.12 pp");
    QCOMPARE(cell(model, "Weights", ComparisonModel::BnColumn), "200,000");
    QCOMPARE(cell(model, "Training loss in the last epoch", ComparisonModel::DifferenceColumn), "0.0000 ± 0.0000");
    const QVariant number = model.index(rowOf(model, measure), ComparisonModel::BnColumn).data(Qt::UserRole);
    QCOMPARE(number.toDouble(), 0.975);
    QVERIFY(model.headerData(ComparisonModel::BnColumn, Qt::Horizontal, Qt::DisplayRole).toString().contains("mean"));
    const QModelIndex difference = model.index(rowOf(model, measure), ComparisonModel::DifferenceColumn);
    QCOMPARE(difference.data(Qt::ToolTipRole).toString(), "Seed 1: +2.00 pp\nSeed 2: +5.00 pp");
    QCOMPARE(difference.data(Qt::AccessibleDescriptionRole), difference.data(Qt::ToolTipRole));
    model.setComparison(twoSeeds(), 1);
    QVERIFY(!difference.data(Qt::ToolTipRole).isValid());
}

void tst_ComparisonModel::leavesOutWhatASeedLacks()
{
    ComparisonModel model;
    model.setComparison(twoSeeds(), {});
    // Without BN no seed came to 97 %.
    QCOMPARE(cell(model, "Iterations to 97 % test accuracy", ComparisonModel::BnColumn), "—");
    QVERIFY(!model.index(rowOf(model, "Iterations to 97 % test accuracy"), ComparisonModel::BnColumn)
                 .data(Qt::UserRole)
                 .isValid());
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
        compare("made-up", {test::recordOf(test::finishedRun(Twin::Bn), 1, Twin::Bn),
                            test::recordOf(test::finishedRun(Twin::NoBn), 1, Twin::NoBn), run(2, Twin::Bn, 0.99, 1)});
    for (const PairComparison& pair : comparison.pairs) {
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
    QCOMPARE(cell(model, "Final test accuracy", ComparisonModel::BnColumn), "98.00 %");
    model.setComparison({}, {});
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 0);
}

void tst_ComparisonModel::isEmptyWithoutRuns()
{
    ComparisonModel model;
    const QAbstractItemModelTester tester(&model);
    model.setComparison(compare("empty", {}), {});
    QCOMPARE(model.rowCount(), 0);
    model.setComparison(twoSeeds(), 7);
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(tst_ComparisonModel)
#include "tst_ComparisonModel.moc"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "../support/MadeUpRuns.h"
#include "ui/models/TrainingForecast.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// What is said before it is trained: how many networks, and for how long.
class tst_TrainingForecast : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init();
    void countsVariantsSeedsAndCases_data();
    void countsVariantsSeedsAndCases();
    void listsTheFirstTenCases();
    void countsCasesThatAreTooManyToBeMade();
    void saysNoTimeThatWasNotMeasured();
    void aMeasuredSpeedIsKept();
    void othersAreScaledByParameters();
    void networksOfOnesOwnAreNotScaled();
    void runsSideBySideTakeLessTime();

  private:
    /// An experiment that was trained here with so many samples a second.
    [[nodiscard]] static ShownExperiment trained(double samplesPerSecond, std::int64_t parameters);
    QTemporaryDir m_home;
};

void tst_TrainingForecast::initTestCase()
{
    QVERIFY(m_home.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
    QCoreApplication::setOrganizationName("NormscopeTest");
}

void tst_TrainingForecast::init()
{
    QSettings().remove(QLatin1String(MeasuredSpeed::kKey));
}

ShownExperiment tst_TrainingForecast::trained(double samplesPerSecond, std::int64_t parameters)
{
    ShownExperiment experiment;
    experiment.spec.threads = 1;
    RunRecord record = recordOf(MadeUpRun(1, kBn, 2).all(), 1, kBn);
    record.parameters = {};
    record.parameters.weight = parameters;
    const double seconds = record.epochs.last("train_seconds") + record.epochs.last("eval_seconds");
    record.samplesPerEpoch = static_cast<std::int64_t>(std::lround(samplesPerSecond * seconds / 2));
    experiment.runs.emplace(RunKey{1, kBn}, std::move(record));
    return experiment;
}

void tst_TrainingForecast::countsVariantsSeedsAndCases_data()
{
    QTest::addColumn<QStringList>("settings");
    QTest::addColumn<int>("runs");
    QTest::addColumn<QString>("text");
    QTest::newRow("a twin") << QStringList() << 2 << "twin";
    QTest::newRow("three variants") << QStringList{"variants", "bn,layer-norm,no-bn"} << 3 << "3 variants";
    QTest::newRow("seeds") << QStringList{"seeds", "1..6"} << 12 << "2 × 6 seeds";
    QTest::newRow("cases") << QStringList{"lr", "0.1,0.01,0.001"} << 6 << "2 × 3 cases";
    QTest::newRow("all of it") << QStringList{"lr", "0.1,0.01", "batch_size", "50,100,200", "seeds", "1..5"} << 60
                               << "2 × 5 seeds × 6 cases";
}

void tst_TrainingForecast::countsVariantsSeedsAndCases()
{
    QFETCH(const QStringList, settings);
    QFETCH(const int, runs);
    ExperimentDocument document;
    for (qsizetype i = 0; i + 1 < settings.size(); i += 2) {
        document.set(settings[i].toStdString(), settings[i + 1]);
    }
    const TrainingForecast forecast = forecastOf(document, ExperimentKind::Twin, MeasuredSpeed());
    QCOMPARE(forecast.runs, runs);
    QTEST(amountText(forecast), "text");
    QCOMPARE(amountText(forecastOf(ExperimentDocument(), ExperimentKind::Train, MeasuredSpeed())), QString("one"));
}

void tst_TrainingForecast::listsTheFirstTenCases()
{
    ExperimentDocument document;
    document.set("lr", "0.1,0.2,0.3,0.4,0.5,0.6");
    document.set("momentum", "0,0.5,0.8,0.9");
    const QStringList lines = forecastText(forecastOf(document, ExperimentKind::Twin, MeasuredSpeed())).split('\n');
    QCOMPARE(lines.size(), 12);
    QCOMPARE(lines.front(), QString("2 × 24 cases"));
    QVERIFY2(lines[1].contains("learning rate 0.1") && lines[1].contains("momentum 0"), qPrintable(lines[1]));
    QCOMPARE(lines.back(), QString("… 14 more"));
}

void tst_TrainingForecast::countsCasesThatAreTooManyToBeMade()
{
    ExperimentDocument document;
    QStringList rates;
    QStringList decays;
    for (int i = 1; i <= 200; ++i) {
        rates.append(QString::number(i / 1000.0));
        decays.append(QString::number(i / 100000.0));
    }
    document.set("lr", rates.join(','));
    document.set("weight_decay", decays.join(','));
    const TrainingForecast forecast = forecastOf(document, ExperimentKind::Twin, MeasuredSpeed());
    QCOMPARE(forecast.runs, 80'000);
    QCOMPARE(amountText(forecast), QString("2 × 40000 cases"));
    QCOMPARE(forecastText(forecast).split('\n').back(), QString("… 40000 more"));
}

void tst_TrainingForecast::saysNoTimeThatWasNotMeasured()
{
    ExperimentDocument document;
    document.setData({}, 60'000);
    document.set("threads", "1");
    MeasuredSpeed speed;
    QVERIFY(!forecastOf(document, ExperimentKind::Twin, speed).seconds);
    speed.add(trained(10'000, 235'914));
    QVERIFY(forecastOf(document, ExperimentKind::Twin, speed).seconds);
    // Of another family, with other batches or other threads, or on data that nobody has looked into: nothing.
    const QList<std::pair<const char*, const char*>> others{{"model", "cnn"}, {"batch_size", "2"}, {"threads", "2"}};
    for (const auto& [key, text] : others) {
        document.set(key, text);
        QVERIFY2(!forecastOf(document, ExperimentKind::Twin, speed).seconds, key);
        document.undoStack().undo();
        QVERIFY(forecastOf(document, ExperimentKind::Twin, speed).seconds);
    }
    // One case that is not known is enough.
    document.set("batch_size", "100,50");
    QVERIFY(!forecastOf(document, ExperimentKind::Twin, speed).seconds);
    document.setData({}, 0);
    document.undoStack().undo();
    QVERIFY(!forecastOf(document, ExperimentKind::Twin, speed).seconds);
    // Nor is what was read from a folder a measure of this machine.
    QSettings().remove(QLatin1String(MeasuredSpeed::kKey));
    MeasuredSpeed other;
    ShownExperiment read = trained(10'000, 235'914);
    read.runs.begin()->second.samplesPerEpoch = 0;
    other.add(read);
    QVERIFY(!other.samplesPerSecond({"mlp", 100, 1, 235'914}));
}

void tst_TrainingForecast::aMeasuredSpeedIsKept()
{
    {
        MeasuredSpeed speed;
        speed.add(trained(20'000, 1'000));
    }
    const auto kept = MeasuredSpeed().samplesPerSecond({"mlp", 100, 1, 1'000});
    QVERIFY(kept);
    QVERIFY2(std::abs(*kept - 20'000) < 200, qPrintable(QString::number(*kept)));
    QSettings().setValue(QLatin1String(MeasuredSpeed::kKey), "{ no json");
    QVERIFY(!MeasuredSpeed().samplesPerSecond({"mlp", 100, 1, 1'000}));
}

void tst_TrainingForecast::othersAreScaledByParameters()
{
    MeasuredSpeed speed;
    speed.add(trained(20'000, 1'000));
    speed.add(trained(1'000, 100'000));
    const double nearSmall = *speed.samplesPerSecond({"mlp", 100, 1, 2'000});
    QVERIFY2(std::abs(nearSmall - 10'000) < 200, qPrintable(QString::number(nearSmall)));
    const double nearLarge = *speed.samplesPerSecond({"mlp", 100, 1, 50'000});
    QVERIFY2(std::abs(nearLarge - 2'000) < 200, qPrintable(QString::number(nearLarge)));
}

void tst_TrainingForecast::networksOfOnesOwnAreNotScaled()
{
    QSettings().setValue(QLatin1String(MeasuredSpeed::kKey), R"({"network/100/1":{"1000":500}})");
    QVERIFY(MeasuredSpeed().samplesPerSecond({"network", 100, 1, 1'000}));
    QVERIFY(!MeasuredSpeed().samplesPerSecond({"network", 100, 1, 1'001}));
}

void tst_TrainingForecast::runsSideBySideTakeLessTime()
{
    MeasuredSpeed speed;
    speed.add(trained(10'000, 235'914));
    ExperimentDocument document;
    document.setData({}, 50'000);
    document.set("threads", "1");
    document.set("epochs", "2");
    document.set("seeds", "1..4");
    const auto secondsOn = [&](const char* lanes) {
        document.set("jobs", lanes);
        return *forecastOf(document, ExperimentKind::Twin, speed).seconds;
    };
    // Eight networks of about ten seconds each.
    QVERIFY2(std::abs(secondsOn("1") - 80) < 2, qPrintable(QString::number(secondsOn("1"))));
    QVERIFY(std::abs(secondsOn("2") - 40) < 1);
    QVERIFY(std::abs(secondsOn("8") - 10) < 0.5);
    const QString text = forecastText(forecastOf(document, ExperimentKind::Twin, speed));
    QVERIFY2(text.startsWith("2 × 4 seeds, about 1"), qPrintable(text));
    // Cases share the lanes, too.
    document.set("seeds", "1");
    document.set("lr", "0.1, 0.2, 0.3, 0.4");
    QVERIFY2(std::abs(secondsOn("1") - 80) < 2, qPrintable(QString::number(secondsOn("1"))));
    QVERIFY2(std::abs(secondsOn("8") - 10) < 0.5, qPrintable(QString::number(secondsOn("8"))));
}

QTEST_MAIN(tst_TrainingForecast)
#include "tst_TrainingForecast.moc"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <cmath>

#include <normscope/experiment/RunFolder.h>
#include <normscope/export/CsvExport.h>
#include <normscope/export/TensorBoardExport.h>
#include <normscope/probe/Instruments.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "../support/RunFiles.h"

using namespace normscope;
using namespace normscope::test;

namespace
{

const QStringList kRuns{"seed-1/bn", "seed-1/no-bn"};

QStringList probesIn(const QString& leaf)
{
    return QDir(leaf + "/probes").entryList(QDir::Files, QDir::Name);
}

}  // namespace

/// probes/NAME.csv of runs that are trained, stopped, resumed, read and exported.
class tst_ProbesInFolder : public ExperimentTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginTests(); }
    void init() { beginTest(); }

    void written()
    {
        run("with", probing());
        for (const QString& leaf : kRuns) {
            QStringList expected;
            for (const Instrument& instrument : instruments()) {
                // There is BN in one of them alone, but the gap between training and evaluation is told of both.
                if (instrument.name == "folding" && leaf.endsWith("no-bn")) {
                    continue;
                }
                expected << QString::fromStdString(instrument.name) + ".csv";
            }
            expected.sort();
            QCOMPARE(probesIn(at("with/" + leaf)), expected);
        }
        const CsvTable units = csvIn(at("with/seed-1/bn/probes/units.csv"));
        QCOMPARE(units.header.join(','), QByteArray("iteration,layer,units,dead,update_ratio"));
        QCOMPARE(units.rows.front().front(), QByteArray("0"));
        QCOMPARE(units.rows.front().at(1), QByteArray("linear1"));
        QCOMPARE(units.rows.front().at(3), QByteArray("nan"));
        QCOMPARE(units.rows.back().front(), QByteArray("12"));  // behind the last of two epochs of six steps
        const QJsonObject info = jsonIn(at("with/seed-1/bn/run.json"))["settings"].toObject();
        QCOMPARE(info["probe"].toArray().size(), static_cast<qsizetype>(instruments().size()));
        QCOMPARE(info["probe_every"].toInt(), 1);
    }

    /// All but the instruments' files and settings is what it is without them.
    void changesNothing()
    {
        run("with", probing());
        run("without", spec(ExperimentKind::Twin));
        for (const QString& leaf : kRuns) {
            for (const char* file : {"model.safetensors", "predictions.safetensors"}) {
                QCOMPARE(contentOf(at("with/" + leaf + "/" + file)), contentOf(at("without/" + leaf + "/" + file)));
            }
            for (const char* file : {"iterations.csv", "evaluations.csv", "epochs.csv"}) {
                QVERIFY(withoutSeconds(csvIn(at("with/" + leaf + "/" + file))) ==
                        withoutSeconds(csvIn(at("without/" + leaf + "/" + file))));
            }
            QVERIFY(!QFileInfo::exists(at("without/" + leaf + "/probes")));
            const QJsonObject settings = jsonIn(at("without/" + leaf + "/run.json"))["settings"].toObject();
            QVERIFY(!settings.contains("probe") && !settings.contains("probe_every"));
        }
        QVERIFY(!jsonIn(at("without/experiment.json")).contains("probe"));
        QVERIFY(!jsonIn(at("without/experiment.json")).contains("probe_every"));
    }

    void resumed_data()
    {
        QTest::addColumn<int>("stopAfter");
        QTest::newRow("within an epoch") << 4;
        QTest::newRow("between two") << 6;
        QTest::newRow("behind the last step") << 12;
    }

    /// To the byte, whatever was written behind the checkpoint.
    void resumed()
    {
        QFETCH(const int, stopAfter);
        run("whole", probing());
        int steps = 0;
        runUntil("stopped", probing(), 1, [&](const TrainingEvent& event) {
            return std::holds_alternative<Step>(event.what) && event.variant == kBn && ++steps == stopAfter;
        });
        QVERIFY(m_outcome->isCancelled);
        for (const QString& leaf : kRuns) {
            QFile file(at("stopped/" + leaf + "/probes/units.csv"));
            // The other one may have been faster, and is over, or slower, and has not been looked at yet.
            if (!QFileInfo::exists(at("stopped/" + leaf + "/checkpoint.safetensors")) || !file.exists()) {
                continue;
            }
            QVERIFY(file.open(QIODevice::Append));
            file.write("12,linear1,5,nan,0.1\n12,lin");
        }
        m_control = std::make_unique<RunControl>();
        resume("stopped");
        for (const QString& leaf : kRuns) {
            QCOMPARE(probesIn(at("stopped/" + leaf)), probesIn(at("whole/" + leaf)));
            for (const QString& file : probesIn(at("whole/" + leaf))) {
                QCOMPARE(contentOf(at("stopped/" + leaf + "/probes/" + file)),
                         contentOf(at("whole/" + leaf + "/probes/" + file)));
            }
            QCOMPARE(differenceOfLeaves(at("stopped/" + leaf), at("whole/" + leaf)), QString());
        }
    }

    /// A file that was begun behind the checkpoint goes.
    void begunBehindTheCheckpoint()
    {
        const auto some = spec(ExperimentKind::Twin, {"probe", "units"});
        int steps = 0;
        runUntil("stopped", some, 1,
                 [&](const TrainingEvent& event) { return std::holds_alternative<Step>(event.what) && ++steps == 5; });
        QVERIFY(putFile(at("stopped/seed-1/bn/probes/depth.csv"), "iteration,layer\n1,x\n"));
        m_control = std::make_unique<RunControl>();
        resume("stopped");
        QCOMPARE(probesIn(at("stopped/seed-1/bn")), QStringList{"units.csv"});
    }

    /// A record that is read back has what the events told.
    void readBack()
    {
        run("with", probing());
        const auto stored = readExperiment(at("with").toStdString());
        VERIFY_OK(stored);
        QVERIFY(stored->problems.empty());
        for (const RunRecord& read : stored->cases.at(0).runs) {
            const RunRecord& told = m_told.at({1, read.variant});
            QVERIFY(!told.probes.empty());
            for (const Instrument& instrument : instruments()) {
                const ProbeTable a = read.probes.table(instrument);
                const ProbeTable b = told.probes.table(instrument);
                QCOMPARE(a.size(), b.size());
                for (std::size_t row = 0; row < a.size(); ++row) {
                    QCOMPARE(a.iteration(row), b.iteration(row));
                    QCOMPARE(a.layer(row), b.layer(row));
                    QVERIFY(std::equal(a.values(row).begin(), a.values(row).end(), b.values(row).begin(),
                                       [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); }));
                }
                QCOMPARE(a.column(instrument.columns.back()).size(), a.size());
                QVERIFY(a.column("nothing").empty());
            }
        }
    }

    void damaged_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("said");
        const QByteArray header = "iteration,layer,units,dead,update_ratio\n";
        QTest::newRow("column") << QByteArray("iteration,layer,units\n") << "units.csv: line 1 has no column 'dead'";
        QTest::newRow("number") << header + "0,relu1,1,x,2\n"
                                << "units.csv: line 2 has 'x' where a number is expected";
        QTest::newRow("iteration") << header + "0.5,relu1,1,2,2\n"
                                   << "units.csv: line 2 has '0.5' where a whole number is expected";
        QTest::newRow("fields") << header + "0,relu1,1,2,2\n0,relu1,1\n"
                                << "units.csv: line 3 has 3 fields, expected 5";
    }

    void damaged()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, said);
        run("with", spec(ExperimentKind::Train, {"probe", "units"}));
        QVERIFY(putFile(at("with/seed-1/bn/probes/units.csv"), content));
        VERIFY_ERROR(readCase(at("with").toStdString()), ErrorCode::Data, said);
    }

    void linkIsNotFollowed()
    {
        run("with", spec(ExperimentKind::Train, {"probe", "units"}));
        QVERIFY(QFile::rename(at("with/seed-1/bn/probes"), at("elsewhere")));
        QVERIFY(QFile::link(at("elsewhere"), at("with/seed-1/bn/probes")));
        QVERIFY(!readCase(at("with").toStdString()));
    }

    void exported()
    {
        run("with", spec(ExperimentKind::Twin, {"probe", "units,smoothness", "probe_every", "5"}));
        const auto stored = readCase(at("with").toStdString());
        VERIFY_OK(stored);
        const ExportSource source{*stored, "some"};
        QVERIFY(QDir().mkpath(at("csv")));
        VERIFY_OK(exportCsv(source, at("csv").toStdString()));
        const CsvTable units = csvIn(at("csv/probe-units.csv"));
        QCOMPARE(units.header.join(','), QByteArray("experiment,seed,variant,iteration,layer,units,dead,update_ratio"));
        // Looks at 0, 5, 10 and 12, of two layers and a ReLU, of two variants.
        QCOMPARE(units.rows.size(), 2 * 4 * 3);
        QCOMPARE(units.rows.front().first(5).join(','), QByteArray("some,1,bn,0,linear1"));
        QVERIFY(QFileInfo::exists(at("csv/probe-smoothness.csv")));
        QVERIFY(!QFileInfo::exists(at("csv/probe-depth.csv")));
        VERIFY_OK(exportTensorBoard(source, at("tb").toStdString()));
        bool hasDead = false;
        bool hasBeta = false;
        for (const QString& name : QDir(at("tb/seed-1/bn")).entryList(QDir::Files)) {
            const QByteArray content = contentOf(at("tb/seed-1/bn/" + name));
            hasDead |= content.contains("probe/units/relu1/dead");
            hasBeta |= content.contains("probe/smoothness/beta");
            QVERIFY(!content.contains("probe/units/relu1/update_ratio"));  // not measured
        }
        QVERIFY(hasDead && hasBeta);
    }

  private:
    [[nodiscard]] ExperimentSpec probing() const
    {
        return spec(ExperimentKind::Twin, {"probe", "full", "probe_every", "1"});
    }
};

QTEST_GUILESS_MAIN(tst_ProbesInFolder)
#include "tst_ProbesInFolder.moc"

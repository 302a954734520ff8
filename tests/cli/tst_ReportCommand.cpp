#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "../support/IdxWriter.h"
#include "../support/Program.h"
#include "../support/RunFiles.h"

using namespace normscope::test;

/// `report` makes the tables anew from folders alone.
class tst_ReportCommand : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(writeDataset(path("small").toStdString(), patternSet(60, 12, 12), patternSet(20, 12, 12, 3)));
        train({"twin", "--seeds", "1,2", "--out", "pairs"});
        train({"train", "--bn", "off", "--out", "single"});
        // What is reported must not need the data any more.
        QVERIFY(QFile::rename(path("small"), path("elsewhere")));
    }

    void remakesTheTablesOfAnExperiment_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("pairs") << "pairs";
        QTest::newRow("single run") << "single";
    }

    void remakesTheTablesOfAnExperiment()
    {
        QFETCH(QString, folder);
        const QString json = path(folder + "/comparison.json");
        const QString csv = path(folder + "/comparison.csv");
        const QByteArray jsonBefore = contentOf(json);
        const QByteArray csvBefore = contentOf(csv);
        QVERIFY(!jsonBefore.isEmpty() && !csvBefore.isEmpty());
        QVERIFY(QFile::remove(json) && QFile::remove(csv));
        const QStringList before = m_program.content();

        const ProgramResult result = m_program.run({"report", folder});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QVERIFY2(result.err.isEmpty(), result.err.constData());
        QVERIFY2(result.out.contains("comparison.csv"), result.out.constData());
        QCOMPARE(contentOf(json), jsonBefore);
        QCOMPARE(contentOf(csv), csvBefore);
        QCOMPARE(m_program.content().size(), before.size() + 2);
    }

    void folderMayEndInASlash()
    {
        const QByteArray before = contentOf(path("pairs/comparison.json"));
        NORMSCOPE_EXPECT_EXIT(m_program.run({"report", "./pairs/"}), 0);
        QCOMPARE(contentOf(path("pairs/comparison.json")), before);
    }

    void tableOfSeeds()
    {
        const CsvTable table = csvIn(path("pairs/comparison.csv"));
        QCOMPARE(table.header.join(','), QByteArray("experiment,seed,aspect,measure,unit,bn,no_bn,difference"));
        QVERIFY(table.column("experiment").count("pairs") == table.rows.size());
        for (const char* aspect : {"training_time", "convergence", "parameters", "accuracy"}) {
            QVERIFY2(table.column("aspect").contains(aspect), aspect);
        }
        QCOMPARE(table.column("seed").count("1") + table.column("seed").count("2"), table.rows.size());
    }

    void oneRun()
    {
        const ProgramResult result = m_program.run({"report", "pairs/seed-2/no-bn"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        const CsvTable table = csvIn(path("pairs/seed-2/no-bn/comparison.csv"));
        QVERIFY(!table.rows.isEmpty());
        QCOMPARE(table.column("seed").count("2"), table.rows.size());
        QCOMPARE(table.column("bn").count(""), table.rows.size());
        QVERIFY(QFile::remove(path("pairs/seed-2/no-bn/comparison.csv")));
        QVERIFY(QFile::remove(path("pairs/seed-2/no-bn/comparison.json")));
    }

    void severalExperiments()
    {
        const QByteArray before = contentOf(path("pairs/comparison.json"));
        const ProgramResult result = m_program.run({"report", "pairs", "single", "--out", "report/of-both"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        const CsvTable table = csvIn(path("report/of-both/comparison.csv"));
        QCOMPARE(table.rows.size(),
                 csvIn(path("pairs/comparison.csv")).rows.size() + csvIn(path("single/comparison.csv")).rows.size());
        QVERIFY(table.column("experiment").contains("pairs") && table.column("experiment").contains("single"));
        const QJsonDocument json = QJsonDocument::fromJson(contentOf(path("report/of-both/comparison.json")));
        QVERIFY(json.isObject() || json.isArray());
        QCOMPARE(contentOf(path("pairs/comparison.json")), before);
    }

    /// A folder that cannot be read whole is told apart from one that is no experiment.
    void damagedFolder()
    {
        train({"train", "--out", "damaged"});
        const std::string csv = path("damaged/seed-1/bn/epochs.csv").toStdString();
        const QByteArray text = "epoch,train_loss\n1,0.5\n";
        QVERIFY(writeBytes(csv, {text.begin(), text.end()}));
        QCOMPARE(whyNotRefused(m_program, {"report", "damaged"}, 1, {"epochs.csv"}), QString());
        QVERIFY(writeBytes(path("damaged/experiment.json").toStdString(), {'{'}));
        QCOMPARE(whyNotRefused(m_program, {"report", "damaged"}, 1, {"experiment.json", "JSON"}), QString());
    }

    void unwritableTarget()
    {
        QCOMPARE(whyNotRefused(m_program, {"report", "pairs", "--out", "single/experiment.json/below"}, 1,
                               {"single/experiment.json/below"}),
                 QString());
    }

  private:
    [[nodiscard]] QString path(const QString& name) const { return m_program.path(name); }

    void train(const QStringList& arguments)
    {
        const QString data = QFile::exists(path("small")) ? "small" : "elsewhere";
        const ProgramResult result =
            m_program.run(arguments + QStringList{"--dataset", data, "--epochs", "1", "--batch-size", "20", "--lr",
                                                  "0.01", "--hidden", "8", "--quiet"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
    }

    Program m_program;
};

QTEST_GUILESS_MAIN(tst_ReportCommand)

#include "tst_ReportCommand.moc"

#include <QTest>

#include "MadeUpList.h"
#include "ui/models/RunQuery.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// What the filter of the runs finds, and what it says of what it cannot understand.
class tst_RunQuery : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void finds_data();
    void finds();
    void comparesWithinOneCase();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();

  private:
    [[nodiscard]] static bool matches(const QString& query, const ListedExperiment& experiment)
    {
        const QString words = RunQuery::wordsOf(experiment, "A fine title");
        return RunQuery(query).matches({experiment, words, stateOf(runsOf(experiment)), false, true});
    }
};

void tst_RunQuery::finds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("isFound");
    for (const char* query : {"",
                              "fine",
                              "FINE title",
                              "\"fine title\"",
                              "cnn",
                              "mnist",
                              "week-12",
                              "careful",
                              "thesis",
                              "lr<0.2",
                              "lr = 0.1",
                              "learning_rate<=0.1",
                              "lr!=0.5",
                              "lr=1e-1",
                              "epochs>=5",
                              "bs=100",
                              "batch-size>99",
                              "seed=2",
                              "accuracy>0.96",
                              "accuracy>96%",
                              "acc>96",
                              "bn>0.96",
                              "no-bn<0.96",
                              "val>0.95",
                              "difference>1%",
                              "time<=2min",
                              "model=cnn",
                              "data:mni",
                              "state=done",
                              "tag:thesis",
                              "tag=thesis",
                              "is:starred",
                              "is:pinned",
                              "notes:careful",
                              "title:keeper",
                              "folder:week",
                              "date>=2026-01",
                              "date=2026-01-03",
                              "-mlp",
                              "-lr=0.5",
                              "-is:shown",
                              "lr<0.2 cnn state:done",
                              "lr＜0.2",
                              "epochs≥5"}) {
        QTest::newRow(query) << query << true;
    }
    for (const char* query : {"mlp",          "fine nothing",   "\"title fine\"", "lr<0.1",   "lr>0.1",       "lr!=0.1",
                              "epochs>5",     "seed=3",         "accuracy>0.98",  "bn<0.96",  "difference<0", "time>1h",
                              "model=resnet", "state=diverged", "tag=the",        "is:shown", "date<2026",    "-cnn",
                              "-state=done",  "lr<0.2 mlp",     "weight_decay>0"}) {
        QTest::newRow(query) << query << false;
    }
}

void tst_RunQuery::finds()
{
    QFETCH(const QString, query);
    QFETCH(const bool, isFound);
    constexpr std::int64_t kTwoDaysAndAHalf = 216'000;
    ListedExperiment experiment =
        madeUpExperiment("week-12", kTwoDaysAndAHalf, {madeUpCase(madeUpSettings("cnn"), {1, 2})});
    experiment.about.title = "Keeper";
    experiment.about.notes = "Be careful with it";
    experiment.about.tags = {"baseline", "Thesis"};
    experiment.about.isStarred = true;
    QCOMPARE(RunQuery(query).problem(), QString());
    QCOMPARE(matches(query, experiment), isFound);
}

/// The rate of one case and the accuracy of another are no find.
void tst_RunQuery::comparesWithinOneCase()
{
    const ListedExperiment two = madeUpExperiment(
        "two", 0,
        {madeUpCase(madeUpSettings("mlp", "0.1"), {1}, 0.98), madeUpCase(madeUpSettings("mlp", "0.5"), {1}, 0.9)});
    QVERIFY(matches("lr=0.1 accuracy>0.97", two));
    QVERIFY(matches("lr=0.5", two));
    QVERIFY(!matches("lr=0.5 accuracy>0.97", two));
    ListedExperiment broken = madeUpExperiment("broken", 0, {});
    broken.problem = "no JSON";
    QVERIFY(matches("broken", broken));
    QVERIFY(!matches("lr=0.1", broken));
}

void tst_RunQuery::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("part");
    QTest::newRow("misspelt") << "epoch>5"
                              << "“epochs”";
    QTest::newRow("unknown") << "colour=red"
                             << "“colour”";
    QTest::newRow("unfinished") << "lr<"
                                << "“lr<”";
    QTest::newRow("no number") << "lr<small"
                               << "“small” is no number";
    QTest::newRow("decimal comma") << "lr<0,1"
                                   << "decimals have a point";
    QTest::newRow("accuracy") << "accuracy:good"
                              << "“good” is no number";
    QTest::newRow("is") << "is:nice"
                        << "starred, pinned or shown";
}

/// What cannot be understood finds nothing and hides nothing; the rest of the filter holds.
void tst_RunQuery::saysWhatIsWrong()
{
    QFETCH(const QString, query);
    QFETCH(const QString, part);
    QVERIFY2(RunQuery(query).problem().contains(part), qPrintable(RunQuery(query).problem()));
    QVERIFY(RunQuery(query).isEmpty());
    const ListedExperiment experiment = madeUpExperiment("one");
    QVERIFY(matches(query, experiment));
    QVERIFY(matches(query + " one", experiment));
    QVERIFY(!matches("two " + query, experiment));
}

QTEST_GUILESS_MAIN(tst_RunQuery)
#include "tst_RunQuery.moc"

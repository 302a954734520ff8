#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <normscope/base/FolderLock.h>
#include <normscope/experiment/RunsCatalog.h>

#include "../support/Expect.h"
#include "../support/ListedRuns.h"

using namespace normscope;
using normscope::test::contentOf;
using normscope::test::epochsText;
using normscope::test::everythingIn;
using normscope::test::putExperiment;
using normscope::test::putFile;
using normscope::test::summaryText;

class tst_RunsCatalog : public test::ListedRunsTest
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { beginTest(); }

    void twin();
    void study();
    void singleRun();
    void accuracies_data();
    void accuracies();
    void stateOfRuns();
    void problems_data();
    void problems();
    void whatIsNoFile();
    void linksAreNotFollowed();
    void about();
    void foldersOfRuns();
    void caseOrRunStandsForItsExperiment();
    void earlierVersions();
    void newChangedAndGone();
    void whatIsTrained();
    void onlyWhatIsLikelyToChange();
    void otherFolders();
    void tellsMeanwhileAndStops();
    void timesAloneDecide();
    void nothingIsWritten();
    void experimentAmongItsRuns();
    void folderThatCannotBeReadNow();
    void mendedFiles();
    void relativeFolder();
};

void tst_RunsCatalog::twin()
{
    QVERIFY(put("one", experimentOf(spec({3, 1}))));
    QVERIFY(age(at("runs/one/experiment.json"), 1'700'000'000));
    const ListedExperiment listed = listExperiment(path("runs/one"));
    COMPARE_TEXT(listed.problem, "");
    COMPARE_TEXT(listed.folder.string(), at("runs/one"));
    QCOMPARE(listed.began, std::int64_t{1'700'000'000'000});
    COMPARE_TEXT(listed.command, "twin");
    QVERIFY(listed.varies.empty());
    QVERIFY(listed.about.isEmpty());
    QCOMPARE(listed.cases.size(), std::size_t{1});
    const ListedCase& one = listed.cases[0];
    COMPARE_TEXT(one.name, "");
    COMPARE_TEXT(one.reference, "no-bn");
    COMPARE_TEXT(one.settings.at("lr"), "0.1");
    COMPARE_TEXT(one.settings.at("seeds"), "3,1");
    QCOMPARE(one.runs.size(), std::size_t{4});
    QCOMPARE(one.runs[0].seed, std::uint64_t{3});
    COMPARE_TEXT(one.runs[0].variant, "bn");
    COMPARE_TEXT(one.runs[1].variant, "no-bn");
    QCOMPARE(one.runs[2].seed, std::uint64_t{1});
    for (const ListedRun& run : one.runs) {
        QVERIFY(run.hasBegun && !run.isHeld && run.isOver());
        QCOMPARE(run.trainSeconds, 3.5);
        QVERIFY(std::isnan(run.validationAccuracy));
    }
    QCOMPARE(one.runs[0].testAccuracy, 0.901);
    QVERIFY(listed == listExperiment(path("runs/one")));
}

void tst_RunsCatalog::study()
{
    const auto experiment = experimentOf({spec({1, 2}), {}}, {{"lr", {"0.1", "0.01"}}, {"model", {"mlp", "cnn"}}});
    VERIFY_OK(experiment);
    QVERIFY(put("study", *experiment));
    const ListedExperiment listed = listExperiment(path("runs/study"));
    COMPARE_TEXT(listed.problem, "");
    QVERIFY(listed.varies == std::vector<std::string>({"lr", "model"}));
    QCOMPARE(listed.cases.size(), std::size_t{4});
    COMPARE_TEXT(listed.cases[1].name, "lr-0.1_cnn");
    COMPARE_TEXT(listed.cases[1].values.at("model"), "cnn");
    COMPARE_TEXT(listed.cases[2].settings.at("lr"), "0.01");
    QVERIFY(!listed.cases[1].settings.contains("hidden") && listed.cases[0].settings.contains("hidden"));
    QCOMPARE(listed.cases[3].runs.size(), std::size_t{4});
    QVERIFY(listed.cases[3].runs[3].hasBegun);
}

void tst_RunsCatalog::singleRun()
{
    ExperimentSpec one = spec();
    one.kind = ExperimentKind::Train;
    one.batchNorm.all = false;
    QVERIFY(put("one", experimentOf(one)));
    const ListedExperiment listed = listExperiment(path("runs/one"));
    COMPARE_TEXT(listed.command, "train");
    COMPARE_TEXT(listed.cases[0].reference, "");
    QCOMPARE(listed.cases[0].runs.size(), std::size_t{1});
    COMPARE_TEXT(listed.cases[0].runs[0].variant, "no-bn");
}

void tst_RunsCatalog::accuracies_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("epochs");
    QTest::addColumn<bool>("isValidated");
    QTest::addColumn<double>("test");
    QTest::addColumn<double>("validation");
    QTest::addColumn<double>("seconds");
    const double none = std::nan("");
    QTest::newRow("done") << QByteArray("done") << QByteArray() << false << 0.95 << none << 9.5;
    QTest::newRow("done, validated") << QByteArray("done") << epochsText(3, 0.95, true) << true << 0.95 << 0.85 << 9.5;
    QTest::newRow("runs") << QByteArray("running") << epochsText(2, 0.9) << false << 0.9 << none << 5.0;
    QTest::newRow("runs, validated") << QByteArray("running") << epochsText(2, 0.9, true) << true << 0.9 << 0.8 << 5.0;
    QTest::newRow("runs, line not whole")
        << QByteArray("running") << epochsText(2, 0.9) + "3,1800,0.2" << false << 0.9 << none << 5.0;
    QTest::newRow("in its first epoch") << QByteArray("running") << epochsText(0, 0.9) << false << none << none << none;
    QTest::newRow("no table yet") << QByteArray("running") << QByteArray() << false << none << none << none;
    QTest::newRow("diverged") << QByteArray("diverged") << epochsText(1, 0.1) << false << 0.1 << none << 9.5;
    QTest::newRow("cancelled") << QByteArray("cancelled") << epochsText(1, 0.5) << false << 0.5 << none << 2.5;
}

void tst_RunsCatalog::accuracies()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, epochs);
    QFETCH(bool, isValidated);
    QFETCH(double, test);
    QFETCH(double, validation);
    QFETCH(double, seconds);
    ExperimentSpec one = spec();
    one.validation = isValidated ? 100 : 0;
    QVERIFY(put("one", experimentOf(one)));
    const bool isBegun = status != "running" || !epochs.isEmpty();
    QVERIFY(putFile(at("runs/one/seed-1/bn/summary.json"),
                    summaryText(status, 0.95, isBegun && status != "running" ? 9.5 : 0)));
    if (!epochs.isEmpty()) {
        QVERIFY(putFile(at("runs/one/seed-1/bn/epochs.csv"), epochs));
    }
    const ListedExperiment listed = listExperiment(path("runs/one"));
    COMPARE_TEXT(listed.problem, "");
    const ListedRun& run = listed.cases[0].runs[0];
    COMPARE_TEXT(nameOf(run.status), QString(status));
    const auto isSame = [](double a, double b) { return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) < 1e-12; };
    QVERIFY2(isSame(run.testAccuracy, test), qPrintable(QString::number(run.testAccuracy)));
    QVERIFY2(isSame(run.validationAccuracy, validation), qPrintable(QString::number(run.validationAccuracy)));
    QVERIFY2(isSame(run.trainSeconds, seconds), qPrintable(QString::number(run.trainSeconds)));
}

void tst_RunsCatalog::stateOfRuns()
{
    QVERIFY(QDir().mkpath(at("runs/one")));
    VERIFY_OK(writeExperiment(path("runs/one"), experimentOf(spec())));
    ListedExperiment listed = listExperiment(path("runs/one"));
    QVERIFY(!listed.cases[0].runs[0].hasBegun && !listed.cases[0].runs[0].isHeld);
    // Locked before anything is written.
    QVERIFY(QDir().mkpath(at("runs/one/seed-1/bn")));
    {
        const auto lock = FolderLock::take(path("runs/one/seed-1/bn"));
        VERIFY_OK(lock);
        listed = listExperiment(path("runs/one"));
        QVERIFY(listed.cases[0].runs[0].hasBegun && listed.cases[0].runs[0].isHeld);
        QVERIFY(!listed.cases[0].runs[1].hasBegun);
        QVERIFY(putFile(at("runs/one/seed-1/bn/summary.json"), summaryText("running", 0, 0)));
        QVERIFY(listExperiment(path("runs/one")).cases[0].runs[0].isHeld);
        QVERIFY(putFile(at("runs/one/seed-1/bn/summary.json"), summaryText("done", 0.9, 1)));
        QVERIFY(!listExperiment(path("runs/one")).cases[0].runs[0].isHeld);
        QVERIFY(putFile(at("runs/one/seed-1/bn/summary.json"), summaryText("running", 0, 0)));
    }
    // Killed: nobody holds it.
    listed = listExperiment(path("runs/one"));
    QVERIFY(listed.cases[0].runs[0].hasBegun && !listed.cases[0].runs[0].isHeld);
    QVERIFY(listed.cases[0].runs[0].status == RunStatus::Running);
    COMPARE_TEXT(listed.problem, "");
}

void tst_RunsCatalog::problems_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("said");
    QTest::addColumn<std::size_t>("cases");
    const std::size_t none = 0;
    const std::size_t one = 1;
    const QByteArray deep = "{\"a\":" + QByteArray(1'000'000, '[');
    QTest::newRow("half written") << "experiment.json" << QByteArray(R"({"command": "tw)") << "valid JSON" << none;
    QTest::newRow("empty") << "experiment.json" << QByteArray() << "valid JSON" << none;
    QTest::newRow("format 1") << "experiment.json" << QByteArray(R"({"format_version": 1, "command": "twin"})")
                              << "format_version" << none;
    QTest::newRow("a setting that is none")
        << "experiment.json" << QByteArray(R"({"command": "twin", "lrr": 1})") << "lrr" << none;
    QTest::newRow("deep") << "experiment.json" << deep << "nested deeper" << none;
    QTest::newRow("summary half written") << "seed-1/bn/summary.json" << QByteArray("{") << "valid JSON" << one;
    QTest::newRow("summary without status") << "seed-1/bn/summary.json" << QByteArray("{}") << "\"status\"" << one;
    QTest::newRow("status of another kind")
        << "seed-1/bn/summary.json" << QByteArray(R"({"status": [1]})") << "\"status\"" << one;
    QTest::newRow("deep summary") << "seed-1/bn/summary.json" << deep << "nested deeper" << one;
    QTest::newRow("huge summary") << "seed-1/bn/summary.json" << QByteArray(2 << 20, ' ') << "is larger" << one;
    QTest::newRow("about") << "about.json" << QByteArray("[]") << "about.json" << one;
}

void tst_RunsCatalog::problems()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, said);
    QFETCH(std::size_t, cases);
    QVERIFY(put("one"));
    const QByteArray whole = contentOf(at("runs/one/" + file));
    QVERIFY(putFile(at("runs/one/" + file), content));
    RunsCatalog catalog;
    CatalogChanges changes = catalog.look(runs());
    QCOMPARE(changes.changed.size(), std::size_t{1});
    const ListedExperiment& listed = *changes.changed[0];
    QVERIFY2(QString::fromStdString(listed.problem).contains(said), listed.problem.english().c_str());
    COMPARE_TEXT(listed.folder.string(), at("runs/one"));
    QCOMPARE(listed.cases.size(), cases);
    if (cases > 0) {
        QVERIFY(listed.cases[0].runs[1].isOver());
    }
    QVERIFY(catalog.look(runs()).isEmpty());
    // Once it is whole there is none any more.
    QVERIFY(whole.isEmpty() ? QFile::remove(at("runs/one/" + file)) : putFile(at("runs/one/" + file), whole));
    changes = catalog.look(runs());
    QCOMPARE(changes.changed.size(), std::size_t{1});
    COMPARE_TEXT(changes.changed[0]->problem, "");
    QCOMPARE(changes.changed[0]->cases.size(), std::size_t{1});
    QVERIFY(changes.changed[0]->cases[0].runs[0].isOver());
}

/// Pipes would be waited for, and what is huge would fill the memory.
void tst_RunsCatalog::whatIsNoFile()
{
    for (const char* name : {"a", "b", "c", "d", "e", "f"}) {
        QVERIFY(put(name));
    }
    const auto replace = [&](const QString& name, auto make) {
        QVERIFY(QFile::remove(at("runs/" + name)) || !QFile::exists(at("runs/" + name)));
        QVERIFY(make(QFile::encodeName(at("runs/" + name))));
    };
    const auto makePipe = [](const QByteArray& name) { return ::mkfifo(name.constData(), 0600) == 0; };
    const auto makeFolder = [](const QByteArray& name) { return ::mkdir(name.constData(), 0700) == 0; };
    replace("a/experiment.json", makePipe);
    replace("b/experiment.json", makeFolder);
    replace("c/seed-1/bn/summary.json", makePipe);
    replace("d/seed-1/bn/summary.json", makeFolder);
    QVERIFY(putFile(at("runs/e/seed-1/bn/summary.json"), summaryText("running", 0, 0)));
    replace("e/seed-1/bn/epochs.csv", makePipe);
    QVERIFY(QFile::resize(at("runs/f/experiment.json"), 100 << 20));
    QVERIFY(putFile(at("runs/g"), "a file"));
    QVERIFY(makePipe(QFile::encodeName(at("runs/h"))));
    RunsCatalog catalog;
    const CatalogChanges changes = catalog.look(runs());
    QCOMPARE(namesOf(changes.changed), QStringList({"a", "b", "c", "d", "e", "f"}));
    for (const auto& one : changes.changed) {
        QVERIFY2(!one->problem.empty(), one->folder.c_str());
    }
    QVERIFY(catalog.look(runs()).isEmpty());
}

void tst_RunsCatalog::linksAreNotFollowed()
{
    QVERIFY(putExperiment(at("elsewhere/other"), experimentOf(spec())));
    QVERIFY(QFile::link(at("elsewhere/other"), at("runs/latest")));
    QVERIFY(put("one"));
    QVERIFY(QDir(at("runs/one/seed-1/bn")).removeRecursively());
    QVERIFY(QFile::link(at("elsewhere/other/seed-1/bn"), at("runs/one/seed-1/bn")));
    QVERIFY(put("two"));
    QVERIFY(QDir(at("runs/two/seed-1")).removeRecursively());
    QVERIFY(QFile::link(at("elsewhere/other/seed-1"), at("runs/two/seed-1")));
    QVERIFY(put("three"));
    QVERIFY(QFile::remove(at("runs/three/seed-1/bn/summary.json")));
    QVERIFY(QFile::link(at("elsewhere/other/seed-1/bn/summary.json"), at("runs/three/seed-1/bn/summary.json")));
    QVERIFY(QDir().mkpath(at("runs/four")));
    QVERIFY(QFile::link(at("elsewhere/other/experiment.json"), at("runs/four/experiment.json")));
    RunsCatalog catalog;
    const CatalogChanges changes = catalog.look(runs());
    QCOMPARE(namesOf(changes.changed), QStringList({"four", "one", "three", "two"}));
    for (const auto& one : changes.changed) {
        if (one->folder.filename() == "four") {
            QVERIFY(one->cases.empty() && QString::fromStdString(one->problem).contains("link"));
        } else {
            QVERIFY2(!one->cases[0].runs[0].isOver(), one->folder.c_str());
        }
    }
    QVERIFY(catalog.look(runs()).isEmpty());
    // A folder of runs may be one: it is what a person has chosen.
    QVERIFY(QFile::link(at("elsewhere"), at("linked")));
    QCOMPARE(namesOf(RunsCatalog().look({path("linked")}).changed), QStringList{"other"});
    // Also beside what it leads to, which is listed once.
    QCOMPARE(namesOf(RunsCatalog().look({path("linked"), path("elsewhere/"), path("elsewhere/../elsewhere")}).changed),
             QStringList{"other"});
}

void tst_RunsCatalog::about()
{
    QVERIFY(put("one"));
    RunsCatalog catalog;
    QCOMPARE(namesOf(catalog.look(runs()).changed), QStringList{"one"});
    About about;
    about.title = "Best one";
    VERIFY_OK(writeAbout(path("runs/one"), {}, about));
    CatalogChanges changes = catalog.look(runs());
    QCOMPARE(changes.changed.size(), std::size_t{1});
    QVERIFY(changes.changed[0]->about == about);
    VERIFY_OK(writeAbout(path("runs/one"), about, {}));
    changes = catalog.look(runs());
    QCOMPARE(changes.changed.size(), std::size_t{1});
    QVERIFY(changes.changed[0]->about.isEmpty());
}

void tst_RunsCatalog::foldersOfRuns()
{
    QVERIFY(put("one"));
    QVERIFY(put("one.old"));
    QVERIFY(QDir().mkpath(at("runs/empty")));
    QVERIFY(putFile(at("runs/pictures/a.png"), "x"));
    QVERIFY(putFile(at("runs/report.md.old"), "x"));
    QVERIFY(putExperiment(at("runs/deeper/down"), experimentOf(spec())));
    RunsCatalog catalog;
    QCOMPARE(namesOf(catalog.look(runs()).changed), QStringList({"one", "one.old"}));
    // One experiment alone, one twice, none at all.
    QCOMPARE(namesOf(RunsCatalog().look({path("runs/one")}).changed), QStringList{"one"});
    QCOMPARE(namesOf(RunsCatalog().look({path("runs/one"), path("runs"), path("runs/")}).changed),
             QStringList({"one", "one.old"}));
    QVERIFY(RunsCatalog().look({path("nowhere"), path("runs/empty"), path("runs/report.md.old"), {}}).isEmpty());
}

void tst_RunsCatalog::caseOrRunStandsForItsExperiment()
{
    const auto experiment = experimentOf({spec(), {}}, {{"lr", {"0.1", "0.01"}}});
    VERIFY_OK(experiment);
    QVERIFY(put("study", *experiment));
    QVERIFY(QDir().mkpath(at("runs/study/figures")));
    for (const char* folder : {"lr-0.1", "lr-0.01/seed-1/bn"}) {
        RunsCatalog catalog;
        const std::vector<std::filesystem::path> given{path("runs/study/" + QString(folder))};
        QCOMPARE(namesOf(catalog.look(given).changed), QStringList{"study"});
        QVERIFY(catalog.look(given).isEmpty());
    }
    QVERIFY(RunsCatalog().look({path("runs/study/figures")}).isEmpty());
}

void tst_RunsCatalog::earlierVersions()
{
    QVERIFY(putFile(at("runs/old/study.json"), "{}"));
    RunsCatalog catalog;
    const CatalogChanges changes = catalog.look(runs());
    QCOMPARE(namesOf(changes.changed), QStringList{"old"});
    QVERIFY(QString::fromStdString(changes.changed[0]->problem).contains("earlier version"));
    QVERIFY(catalog.look(runs()).isEmpty());
    QVERIFY(QFile::remove(at("runs/old/study.json")));
    QCOMPARE(namesOf(catalog.look(runs()).gone), QStringList{"old"});
}

void tst_RunsCatalog::newChangedAndGone()
{
    QVERIFY(put("one"));
    QVERIFY(put("two"));
    RunsCatalog catalog;
    QCOMPARE(namesOf(catalog.look(runs()).changed), QStringList({"one", "two"}));
    QVERIFY(catalog.look(runs()).isEmpty());

    QVERIFY(put("three"));
    CatalogChanges changes = catalog.look(runs());
    QCOMPARE(namesOf(changes.changed), QStringList{"three"});
    QVERIFY(changes.gone.empty());

    QVERIFY(QDir().rename(at("runs/two"), at("runs/second")));
    changes = catalog.look(runs());
    QCOMPARE(namesOf(changes.changed), QStringList{"second"});
    QCOMPARE(namesOf(changes.gone), QStringList{"two"});

    // Another experiment in its place, with the same runs.
    ExperimentSpec other = spec();
    other.training.sgd.lr = 0.5;
    QVERIFY(QDir(at("runs/one")).removeRecursively());
    QVERIFY(put("one", experimentOf(other)));
    changes = catalog.look(runs());
    QCOMPARE(namesOf(changes.changed), QStringList{"one"});
    COMPARE_TEXT(changes.changed[0]->cases[0].settings.at("lr"), "0.5");

    // A run that is taken out, and one that comes back.
    QVERIFY(QDir().rename(at("runs/one/seed-1/bn"), at("kept")));
    changes = catalog.look(runs());
    QVERIFY(!changes.changed.at(0)->cases[0].runs[0].hasBegun);
    QVERIFY(QDir().rename(at("kept"), at("runs/one/seed-1/bn")));
    changes = catalog.look(runs());
    QVERIFY(changes.changed.at(0)->cases[0].runs[0].isOver());

    QVERIFY(QFile::remove(at("runs/three/experiment.json")));
    QVERIFY(QDir(at("runs/one")).removeRecursively());
    QCOMPARE(namesOf(catalog.look(runs()).gone), QStringList({"one", "three"}));
    QVERIFY(QDir(at("runs")).removeRecursively());
    QCOMPARE(namesOf(catalog.look(runs()).gone), QStringList{"second"});
    QVERIFY(catalog.look(runs()).isEmpty());
}

void tst_RunsCatalog::whatIsTrained()
{
    QVERIFY(QDir().mkpath(at("runs/one/seed-1/bn")));
    VERIFY_OK(writeExperiment(path("runs/one"), experimentOf(spec())));
    RunsCatalog catalog;
    QVERIFY(!catalog.look(runs()).changed.at(0)->cases[0].runs[0].isHeld);
    QVERIFY(catalog.heldRuns().empty());
    {
        const auto lock = FolderLock::take(path("runs/one/seed-1/bn"));
        VERIFY_OK(lock);
        QVERIFY(catalog.look(runs()).changed.at(0)->cases[0].runs[0].isHeld);
        QVERIFY(catalog.heldRuns() == std::vector<std::filesystem::path>{path("runs/one/seed-1/bn")});
        QVERIFY(catalog.look(runs()).isEmpty());
        QVERIFY(putFile(at("runs/one/seed-1/bn/summary.json"), summaryText("running", 0, 0)));
        (void)catalog.look(runs());
        for (const double accuracy : {0.5, 0.6, 0.7}) {
            QVERIFY(putFile(at("runs/one/seed-1/bn/epochs.csv"), epochsText(1, accuracy)));
            QCOMPARE(catalog.look(runs()).changed.at(0)->cases[0].runs[0].testAccuracy, accuracy);
        }
    }
    QVERIFY(!catalog.look(runs()).changed.at(0)->cases[0].runs[0].isHeld);
    QVERIFY(catalog.heldRuns().empty());
}

void tst_RunsCatalog::onlyWhatIsLikelyToChange()
{
    QVERIFY(put("done"));
    ageAll(at("runs"));
    QVERIFY(QDir().mkpath(at("runs/trained/seed-1/bn")));
    VERIFY_OK(writeExperiment(path("runs/trained"), experimentOf(spec())));
    const auto lock = FolderLock::take(path("runs/trained/seed-1/bn"));
    RunsCatalog catalog;
    QCOMPARE(catalog.look(runs()).changed.size(), std::size_t{2});
    QVERIFY(put("new"));
    QVERIFY(putFile(at("runs/trained/seed-1/bn/summary.json"), summaryText("done", 0.9, 1)));
    QVERIFY(putFile(at("runs/done/about.json"), R"({"title": "x"})"));
    CatalogLook quick;
    quick.isWhole = false;
    QCOMPARE(namesOf(catalog.look(runs(), quick).changed), QStringList({"new", "trained"}));
    QCOMPARE(namesOf(catalog.look(runs()).changed), QStringList{"done"});
    QVERIFY(QDir(at("runs/done")).removeRecursively());
    QCOMPARE(namesOf(catalog.look(runs(), quick).gone), QStringList{"done"});
}

void tst_RunsCatalog::otherFolders()
{
    QVERIFY(put("one"));
    QVERIFY(putExperiment(at("more/two"), experimentOf(spec())));
    RunsCatalog catalog;
    QCOMPARE(namesOf(catalog.look(runs()).changed), QStringList{"one"});
    CatalogChanges changes = catalog.look({path("runs"), path("more")});
    QCOMPARE(namesOf(changes.changed), QStringList{"two"});
    QVERIFY(changes.gone.empty());
    changes = catalog.look({path("more")});
    QCOMPARE(namesOf(changes.gone), QStringList{"one"});
    QVERIFY(changes.changed.empty());
    QCOMPARE(namesOf(catalog.remember(runs())), QStringList{"one"});
    QCOMPARE(namesOf(catalog.look({}).gone), QStringList({"one", "two"}));
}

/// However a look is divided, each experiment is told once.
void tst_RunsCatalog::tellsMeanwhileAndStops()
{
    for (int i = 0; i < 20; ++i) {
        QVERIFY(put(QString::number(i)));
    }
    std::size_t told = 0;
    std::stop_source stop;
    CatalogLook how;
    how.stop = stop.get_token();
    how.tell = [&](const CatalogChanges& changes) {
        QVERIFY(changes.gone.empty());
        told += changes.changed.size();
    };
    RunsCatalog catalog;
    told += catalog.look(runs(), how).changed.size();
    QCOMPARE(told, std::size_t{20});
    for (int i = 0; i < 20; ++i) {
        QVERIFY(putFile(at(QString("runs/%1/about.json").arg(i)), R"({"title": "x"})"));
    }
    stop.request_stop();
    QVERIFY(catalog.look(runs(), how).isEmpty());
    QVERIFY(catalog.look({}, how).isEmpty());
    QCOMPARE(catalog.look(runs()).changed.size(), std::size_t{20});
}

/// Nothing is read whose time and length are as they were: what was put there with both the same is not seen.
void tst_RunsCatalog::timesAloneDecide()
{
    QVERIFY(put("one"));
    const QString file = at("runs/one/seed-1/bn/summary.json");
    QVERIFY(putFile(file, summaryText("done", 0.5, 1)));
    ageAll(at("runs"));
    RunsCatalog catalog;
    (void)catalog.look(runs());
    QVERIFY(putFile(file, summaryText("done", 0.6, 1)));
    QVERIFY(age(file));
    QVERIFY(catalog.look(runs()).isEmpty());
    QVERIFY(age(file, 1'000'000'001));
    QCOMPARE(catalog.look(runs()).changed.at(0)->cases[0].runs[0].testAccuracy, 0.6);
    // What is young is read again, since the next change may be in the same tick of the clock.
    QVERIFY(putFile(file, summaryText("done", 0.5, 1)));
    (void)catalog.look(runs());
    struct stat info
    {
    };
    QCOMPARE(::stat(QFile::encodeName(file).constData(), &info), 0);
    QVERIFY(putFile(file, summaryText("done", 0.7, 1)));
    const timespec times[2] = {info.st_atim, info.st_mtim};
    QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(file).constData(), times, 0), 0);
    QCOMPARE(catalog.look(runs()).changed.at(0)->cases[0].runs[0].testAccuracy, 0.7);
}

/// Listing reads; people's words go to about.json and nowhere else.
void tst_RunsCatalog::nothingIsWritten()
{
    QVERIFY(put("one", experimentOf(spec({1, 2}))));
    QVERIFY(putFile(at("runs/one/seed-2/bn/summary.json"), summaryText("running", 0, 0)));
    QVERIFY(putFile(at("runs/bad/experiment.json"), "{"));
    auto before = everythingIn(at("runs"));
    RunsCatalog catalog(path("cache/index"));
    {
        const auto lock = FolderLock::take(path("runs/one/seed-2/bn"));
        (void)catalog.look(runs());
        (void)listExperiment(path("runs/one"));
        (void)listExperiment(path("runs/bad"));
        VERIFY_OK(catalog.save());
        QVERIFY(everythingIn(at("runs")) == before);
        About about;
        about.notes = "seen";
        VERIFY_OK(writeAbout(path("runs/one"), {}, about));
        (void)catalog.look(runs());
        VERIFY_OK(catalog.save());
    }
    auto after = everythingIn(at("runs"));
    QCOMPARE(after.erase("one/about.json"), std::size_t{1});
    QVERIFY(after == before);
}

/// Somebody has trained into the folder of runs itself, and later into folders in it.
void tst_RunsCatalog::experimentAmongItsRuns()
{
    QVERIFY(putExperiment(at("runs"), experimentOf(spec())));
    QVERIFY(put("one"));
    RunsCatalog catalog;
    QCOMPARE(namesOf(catalog.look(runs()).changed), QStringList({"one", "runs"}));
    QVERIFY(catalog.look(runs()).isEmpty());
}

void tst_RunsCatalog::folderThatCannotBeReadNow()
{
    QVERIFY(put("one"));
    RunsCatalog catalog;
    QCOMPARE(namesOf(catalog.look(runs()).changed), QStringList{"one"});
    // As on a share that does not answer: it is there, and what is in it cannot be told.
    QVERIFY(QDir().rename(at("runs"), at("away")));
    QVERIFY(putFile(at("runs"), "x"));
    QVERIFY(catalog.look(runs()).isEmpty());
    QVERIFY(QFile::remove(at("runs")));
    QVERIFY(QDir().rename(at("away"), at("runs")));
    QVERIFY(catalog.look(runs()).isEmpty());
    QVERIFY(QDir().rename(at("runs"), at("away")));
    QCOMPARE(namesOf(catalog.look(runs()).gone), QStringList{"one"});
}

void tst_RunsCatalog::mendedFiles()
{
    QVERIFY(put("one"));
    const QString leaf = at("runs/one/seed-1/bn/");
    QVERIFY(putFile(leaf + "summary.json", summaryText("diverged", 0.1, 1)));
    QVERIFY(putFile(leaf + "epochs.csv", "nonsense\n"));
    ageAll(at("runs"));
    RunsCatalog catalog;
    QVERIFY(!catalog.look(runs()).changed.at(0)->problem.empty());
    QVERIFY(putFile(leaf + "epochs.csv", epochsText(1, 0.1)));
    QVERIFY(catalog.look(runs()).changed.at(0)->problem.empty());

    // Of an earlier version, until that file is gone.
    QVERIFY(putFile(at("runs/one/study.json"), "{}"));
    QVERIFY(!catalog.look(runs()).changed.at(0)->problem.empty());
    QVERIFY(QFile::remove(at("runs/one/study.json")));
    QVERIFY(catalog.look(runs()).changed.at(0)->problem.empty());
}

void tst_RunsCatalog::relativeFolder()
{
    QVERIFY(put("one"));
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(at("runs")));
    const ListedExperiment listed = listExperiment("one");
    QVERIFY(QDir::setCurrent(before));
    COMPARE_TEXT(listed.problem, "");
    QCOMPARE(listed.cases.size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(tst_RunsCatalog)
#include "tst_RunsCatalog.moc"

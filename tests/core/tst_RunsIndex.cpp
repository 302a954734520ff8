#include <QDir>
#include <QFile>
#include <algorithm>
#include <string>

#include <sys/stat.h>

#include <normscope/base/FolderLock.h>
#include <normscope/experiment/RunsCatalog.h>

#include "../support/Expect.h"
#include "../support/ListedRuns.h"

using namespace normscope;
using normscope::test::contentOf;
using normscope::test::putExperiment;
using normscope::test::putFile;
using normscope::test::summaryText;

/// What RunsCatalog remembers from one start to the next.
class tst_RunsIndex : public test::ListedRunsTest
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { beginTest(); }

    void namesOfAnyBytes();
    void remembers();
    void remembersWhatHasChanged();
    void damagedIndex_data();
    void damagedIndex();
    void indexThatCannotBeWritten();
    void indexOfTwoProcesses();
    void whatWasYoungAndIsGone();
};

void tst_RunsIndex::namesOfAnyBytes()
{
    QVERIFY(put("plain"));
    ageAll(at("runs"));
    const std::string odd = path("runs") + "/\xff\xfe \n";
    QCOMPARE(::rename(path("runs/plain").c_str(), odd.c_str()), 0);
    {
        RunsCatalog catalog(path("cache/index"));
        const CatalogChanges changes = catalog.look(runs());
        QCOMPARE(changes.changed.size(), std::size_t{1});
        QVERIFY(changes.changed[0]->folder == odd);
        VERIFY_OK(catalog.save());
    }
    RunsCatalog catalog(path("cache/index"));
    const ListedExperiments remembered = catalog.remember(runs());
    QCOMPARE(remembered.size(), std::size_t{1});
    QVERIFY(remembered[0]->folder == odd);
    QVERIFY(catalog.look(runs()).isEmpty());
}

void tst_RunsIndex::remembers()
{
    const auto experiment = experimentOf({spec({1, 2}), {}}, {{"lr", {"0.1", "0.01"}}});
    VERIFY_OK(experiment);
    QVERIFY(put("study", *experiment));
    QVERIFY(put("twin"));
    QVERIFY(putFile(at("runs/twin/seed-1/bn/summary.json"), summaryText("diverged", 0.1, 1)));
    About about{"t", "n", "h", {"a", "b"}, true};
    VERIFY_OK(writeAbout(path("runs/twin"), {}, about));
    QVERIFY(putFile(at("runs/bad/experiment.json"), "{"));
    ageAll(at("runs"));
    QVERIFY(age(at("runs/study/experiment.json"), 1'000'000'010));
    ListedExperiments first;
    {
        RunsCatalog catalog(path("cache/index"));
        QVERIFY(catalog.remember(runs()).empty());
        first = catalog.look(runs()).changed;
        QCOMPARE(first.size(), std::size_t{3});
        VERIFY_OK(catalog.save());
    }
    const QByteArray index = contentOf(at("cache/index"));
    QVERIFY(!index.isEmpty());
    RunsCatalog catalog(path("cache/index"));
    const ListedExperiments remembered = catalog.remember(runs());
    // The newest first; what has a problem is not remembered.
    QCOMPARE(remembered.size(), std::size_t{2});
    COMPARE_TEXT(remembered[0]->folder.filename().string(), "study");
    for (const auto& one : remembered) {
        const auto same =
            std::find_if(first.begin(), first.end(), [&](const auto& other) { return other->folder == one->folder; });
        QVERIFY(**same == *one);
    }
    QVERIFY(catalog.remember(runs()).empty());
    QCOMPARE(namesOf(catalog.look(runs()).changed), QStringList{"bad"});
    VERIFY_OK(catalog.save());
    QCOMPARE(contentOf(at("cache/index")), index);
    // Of other folders nothing is said.
    QVERIFY(RunsCatalog(path("cache/index")).remember({path("elsewhere")}).empty());
    QCOMPARE(namesOf(RunsCatalog(path("cache/index")).remember({path("runs/twin")})), QStringList{"twin"});
    QCOMPARE(RunsCatalog(path("cache/index")).look(runs()).changed.size(), std::size_t{3});
}

void tst_RunsIndex::remembersWhatHasChanged()
{
    for (const char* name : {"one", "two", "three"}) {
        QVERIFY(put(name));
    }
    {
        RunsCatalog catalog(path("cache/index"));
        (void)catalog.look(runs());
        VERIFY_OK(catalog.save());
    }
    QVERIFY(putFile(at("runs/one/seed-1/bn/summary.json"), summaryText("done", 0.5, 1)));
    QVERIFY(QDir(at("runs/two")).removeRecursively());
    {
        RunsCatalog catalog(path("cache/index"));
        QCOMPARE(catalog.remember(runs()).size(), std::size_t{3});
        const CatalogChanges changes = catalog.look(runs());
        QCOMPARE(namesOf(changes.changed), QStringList{"one"});
        QCOMPARE(changes.changed[0]->cases[0].runs[0].testAccuracy, 0.5);
        QCOMPARE(namesOf(changes.gone), QStringList{"two"});
        VERIFY_OK(catalog.save());
    }
    QCOMPARE(namesOf(RunsCatalog(path("cache/index")).remember(runs())), QStringList({"one", "three"}));
}

void tst_RunsIndex::damagedIndex_data()
{
    QTest::addColumn<QByteArray>("how");
    for (const char* how : {"empty", "cut", "bit", "longer", "version", "text", "folder", "pipe"}) {
        QTest::newRow(how) << QByteArray(how);
    }
}

void tst_RunsIndex::damagedIndex()
{
    QFETCH(QByteArray, how);
    QVERIFY(put("one"));
    const QString file = at("cache/index");
    {
        RunsCatalog catalog(path("cache/index"));
        (void)catalog.look(runs());
        VERIFY_OK(catalog.save());
    }
    QByteArray index = contentOf(file);
    const QByteArray whole = index;
    if (how == "bit") {
        index[index.size() - 20] = static_cast<char>(index[index.size() - 20] ^ 4);
    } else if (how == "longer") {
        index += '\0';
    } else if (how == "version") {
        index.replace(0, index.indexOf('\n'), "normscope runs 0");
    } else {
        index = how == "empty" ? QByteArray() : how == "text" ? QByteArray("hello") : index.left(index.size() / 2);
    }
    QVERIFY(index != whole);
    const bool isFile = how != "folder" && how != "pipe";
    if (isFile) {
        QVERIFY(putFile(file, index));
    } else {
        QVERIFY(QFile::remove(file));
        QVERIFY(how == "folder" ? QDir().mkdir(file) : ::mkfifo(QFile::encodeName(file).constData(), 0600) == 0);
    }
    RunsCatalog catalog(path("cache/index"));
    QVERIFY(catalog.remember(runs()).empty());
    QCOMPARE(namesOf(catalog.look(runs()).changed), QStringList{"one"});
    const auto status = catalog.save();
    QCOMPARE(status.has_value(), how != "folder");
    if (isFile) {
        QCOMPARE(namesOf(RunsCatalog(path("cache/index")).remember(runs())), QStringList{"one"});
    }
}

void tst_RunsIndex::indexThatCannotBeWritten()
{
    QVERIFY(put("one"));
    QVERIFY(putFile(at("file"), "x"));
    RunsCatalog catalog(path("file/index"));
    QVERIFY(catalog.remember(runs()).empty());
    QCOMPARE(namesOf(catalog.look(runs()).changed), QStringList{"one"});
    VERIFY_ERROR(catalog.save(), ErrorCode::Io, "cannot be made");
    QVERIFY(catalog.look(runs()).isEmpty());
    // None at all.
    RunsCatalog without;
    QCOMPARE(namesOf(without.look(runs()).changed), QStringList{"one"});
    VERIFY_OK(without.save());
}

void tst_RunsIndex::indexOfTwoProcesses()
{
    QVERIFY(put("one"));
    QVERIFY(putExperiment(at("more/two"), experimentOf(spec())));
    RunsCatalog a(path("cache/index"));
    RunsCatalog b(path("cache/index"));
    QCOMPARE(a.look(runs()).changed.size(), std::size_t{1});
    QCOMPARE(b.look({path("more")}).changed.size(), std::size_t{1});
    VERIFY_OK(a.save());
    VERIFY_OK(b.save());
    QCOMPARE(namesOf(RunsCatalog(path("cache/index")).remember({path("runs"), path("more")})),
             QStringList({"one", "two"}));
    // One writes just now: the other leaves it for later.
    QVERIFY(put("three"));
    QCOMPARE(a.look(runs()).changed.size(), std::size_t{1});
    const QByteArray before = contentOf(at("cache/index"));
    {
        const auto lock = FolderLock::take(path("cache"));
        VERIFY_OK(lock);
        VERIFY_OK(a.save());
        QCOMPARE(contentOf(at("cache/index")), before);
    }
    VERIFY_OK(a.save());
    QVERIFY(contentOf(at("cache/index")) != before);
    // A folder of runs that is gone for good is forgotten.
    QVERIFY(QDir(at("more")).removeRecursively());
    QVERIFY(put("four"));
    (void)a.look(runs());
    VERIFY_OK(a.save());
    QVERIFY(RunsCatalog(path("cache/index")).remember({path("more")}).empty());
    QCOMPARE(RunsCatalog(path("cache/index")).remember(runs()).size(), std::size_t{3});
}

/// Files that were written just before they were read hold for no later start, also where they are gone by then.
void tst_RunsIndex::whatWasYoungAndIsGone()
{
    QVERIFY(put("one"));
    About about;
    about.title = "First";
    VERIFY_OK(writeAbout(path("runs/one"), {}, about));
    {
        RunsCatalog catalog(path("cache/index"));
        QCOMPARE(catalog.look(runs()).changed.size(), std::size_t{1});
        VERIFY_OK(catalog.save());
    }
    VERIFY_OK(writeAbout(path("runs/one"), about, {}));
    QVERIFY(QDir(at("runs/one/seed-1/bn")).removeRecursively());
    RunsCatalog catalog(path("cache/index"));
    QCOMPARE(catalog.remember(runs()).size(), std::size_t{1});
    const CatalogChanges changes = catalog.look(runs());
    QCOMPARE(changes.changed.size(), std::size_t{1});
    COMPARE_TEXT(changes.changed[0]->about.title, "");
    QVERIFY(!changes.changed[0]->cases[0].runs[0].hasBegun);
}

QTEST_GUILESS_MAIN(tst_RunsIndex)
#include "tst_RunsIndex.moc"

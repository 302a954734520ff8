#include <QDir>
#include <QFileInfo>
#include <QJsonObject>
#include <QTemporaryDir>
#include <memory>
#include <string>

#include <normscope/experiment/RunFolder.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"

using namespace normscope;
using normscope::test::contentOf;
using normscope::test::jsonIn;

namespace
{

const Environment kEnvironment{"1.2.3", "1.13.1", "AVX512",
                               "A CPU", 2,        {BlasKind::OpenBlasOpenMp, "openblas", "libopenblas.so", ""},
                               false,   "avx2",   "g++ 12"};
const DataFacts kFacts{"ab12", "", {{0.5}, {0.25}}};

}  // namespace

/// Making an experiment's folder; tst_StoredExperiment reads it back.
class tst_RunFolder : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void target()
    {
        const QString there = m_folder->filePath("there");
        for (const bool force : {false, true}) {
            VERIFY_OK(checkTarget(path("absent"), force));
            VERIFY_OK(checkTarget(path("absent/below"), force));
            QVERIFY(QDir().mkpath(there));
            VERIFY_OK(checkTarget(path("there"), force));
            VERIFY_OK(checkTarget(path("there/"), force));
            QVERIFY(!QFileInfo::exists(path("absent").c_str()));

            QVERIFY(write("file", ""));
            COMPARE_ERROR(checkTarget(path("file"), force), ErrorCode::Usage,
                          "--out " + m_folder->filePath("file") + ": is there already and is not a folder");
            // Other people's files are not in the way, those that could be taken for results are.
            for (const char* name : {"slurm-1.out", ".gitkeep", "data/notes.txt"}) {
                QVERIFY(write("there/" + QString(name), ""));
                VERIFY_OK(checkTarget(path("there"), force));
            }
            for (const char* name :
                 {"report.pdf", "comparison.csv", "run.log", "about.json", "seed-3/bn/run.json",
                  "lr-0.1/seed-1/bn/run.json", "figures/loss.png", "run.json", "model.safetensors", "bn/run.json"}) {
                QVERIFY(write("there/" + QString(name), ""));
                const QString first = QString(name).section('/', 0, 0);
                COMPARE_ERROR(checkTarget(path("there"), force), ErrorCode::Usage,
                              "--out " + there + ": holds " + first +
                                  ", but no experiment.json that tells what it is; choose another folder");
                QVERIFY(QFile::remove(there + '/' + name));
                QVERIFY(!first.contains("seed") || QDir(there + '/' + first).removeRecursively());
                QVERIFY(first != "lr-0.1" || QDir(there + '/' + first).removeRecursively());
                QVERIFY(first != "bn" || QDir(there + "/bn").removeRecursively());
                QVERIFY(first != "figures" || QDir(there + '/' + first).removeRecursively());
            }
            VERIFY_ERROR(checkTarget("", force), ErrorCode::Usage,
                         "there is no folder for results: neither NORMSCOPE_RUNS, XDG_DATA_HOME nor HOME says where");
        }
        QVERIFY(write("there/experiment.json", "{}"));
        COMPARE_ERROR(checkTarget(path("there"), false), ErrorCode::Usage,
                      "--out " + there +
                          ": holds an experiment already; choose another folder, or give --force to "
                          "move that one aside");
        VERIFY_OK(checkTarget(path("there"), true));
    }

    /// What a beginning that was cut short may leave is not in the way of the next.
    void hardlyBegun()
    {
        QVERIFY(QDir().mkpath(m_folder->filePath("there")));
        QVERIFY(write("there/environment.json", "{}"));
        QVERIFY(write("there/experiment.json.tmp", "{"));
        VERIFY_OK(checkTarget(path("there"), false));
        VERIFY_OK(createExperiment(path("there"), false, experimentOf(spec(), kFacts), kEnvironment));
    }

    /// No room for experiment.json: nothing is left behind that would be in the way.
    void experimentThatCannotBeWritten()
    {
        QVERIFY(QDir().mkpath(m_folder->filePath("there/experiment.json.tmp/below")));
        VERIFY_ERROR(createExperiment(path("there"), false, experimentOf(spec(), kFacts), kEnvironment), ErrorCode::Io,
                     "experiment.json: cannot be written: ");
        QCOMPARE(QDir(m_folder->filePath("there")).entryList(QDir::Files), QStringList());
    }

    void experimentFiles()
    {
        VERIFY_OK(createExperiment(path("a/b/run"), false, experimentOf(spec(), kFacts), kEnvironment));
        QCOMPARE(QDir(m_folder->filePath("a/b/run")).entryList(QDir::Files | QDir::Hidden),
                 QStringList({"environment.json", "experiment.json"}));
        QCOMPARE(contentOf(m_folder->filePath("a/b/run/experiment.json")),
                 QByteArray::fromStdString(toJson(spec(), kFacts).dump(2) + "\n"));
        QVERIFY(!contentOf(m_folder->filePath("a/b/run/experiment.json")).contains(m_folder->path().toUtf8()));
        const QJsonObject expected{{"program", "1.2.3"},
                                   {"libtorch", "1.13.1"},
                                   {"cpu", "A CPU"},
                                   {"libtorch_cpu_capability", "AVX512"},
                                   {"threads", 2},
                                   {"blas", "openblas"},
                                   {"blas_library", "libopenblas.so"},
                                   {"kernel_level", "avx2"},
                                   {"compiler", "g++ 12"}};
        QCOMPARE(jsonIn(m_folder->filePath("a/b/run/environment.json")), expected);
    }

    void places_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("experiment");
        QTest::addColumn<QString>("caseName");
        QTest::addColumn<QString>("run");
        QTest::newRow("experiment") << "one"
                                    << "one"
                                    << ""
                                    << "";
        QTest::newRow("slash at the end") << "one/"
                                          << "one"
                                          << ""
                                          << "";
        QTest::newRow("not normalized") << "one/../one/."
                                        << "one"
                                        << ""
                                        << "";
        QTest::newRow("run") << "one/seed-12/layer-norm"
                             << "one"
                             << ""
                             << "12 layer-norm";
        QTest::newRow("case") << "one/lr-0.1/"
                              << "one"
                              << "lr-0.1"
                              << "";
        QTest::newRow("run of a case") << "one/lr-0.1/seed-1/bn"
                                       << "one"
                                       << "lr-0.1"
                                       << "1 bn";
        QTest::newRow("seed alone") << "one/seed-1"
                                    << ""
                                    << ""
                                    << "";
        QTest::newRow("no variant") << "one/lr-0.1/seed-1/fast"
                                    << ""
                                    << ""
                                    << "";
        QTest::newRow("elsewhere") << "two"
                                   << ""
                                   << ""
                                   << "";
    }

    /// By where experiment.json lies; nothing else need be there.
    void places()
    {
        QFETCH(QString, folder);
        QFETCH(QString, experiment);
        QFETCH(QString, caseName);
        QFETCH(QString, run);
        VERIFY_OK(createExperiment(path("one"), false, experimentOf(spec(), kFacts), kEnvironment));
        const auto place = locate(path(folder));
        if (experiment.isEmpty()) {
            VERIFY_ERROR(place, ErrorCode::Usage, "holds no experiment: there is no ");
            return;
        }
        VERIFY_OK(place);
        COMPARE_TEXT(place->experiment.string(), m_folder->filePath(experiment));
        COMPARE_TEXT(place->caseName, caseName);
        COMPARE_TEXT(place->seed ? std::to_string(*place->seed) + " " + place->variant : std::string(), run);
    }

    void studyOfAnEarlierVersion()
    {
        QVERIFY(QDir().mkpath(m_folder->filePath("old")));
        QVERIFY(write("old/study.json", "{}"));
        COMPARE_ERROR(locate(path("old")), ErrorCode::Data,
                      m_folder->filePath("old") +
                          ": is a study of an earlier version of Normscope (study.json), which this one does not "
                          "read: train it anew");
        QVERIFY(holdsResults(path("old")));
        VERIFY_ERROR(readExperiment(path("old")), ErrorCode::Data, "earlier version");
        VERIFY_ERROR(checkTarget(path("old"), true), ErrorCode::Usage, "holds study.json, but no experiment.json");
    }

    /// Below an experiment a link may lead to what somebody else owns; anywhere else it is what a person made.
    void linksBelowAnExperiment()
    {
        VERIFY_OK(createExperiment(path("one"), false, experimentOf(spec(), kFacts), kEnvironment));
        VERIFY_OK(createExperiment(path("other"), false, experimentOf(spec(), kFacts), kEnvironment));
        QVERIFY(QDir().mkpath(m_folder->filePath("one/seed-1")));
        for (const char* link : {"one/cnn", "one/seed-1/bn", "latest"}) {
            QVERIFY(QFile::link(m_folder->filePath("other"), m_folder->filePath(link)));
        }
        const auto asCase = locate(path("one/cnn"));
        VERIFY_OK(asCase);
        COMPARE_TEXT(asCase->experiment.string(), m_folder->filePath("one"));
        COMPARE_TEXT(asCase->caseName, "cnn");
        VERIFY_ERROR(readCase(path("one/cnn")), ErrorCode::Usage, "is no case of ");
        const auto asRun = locate(path("one/seed-1/bn"));
        VERIFY_OK(asRun);
        COMPARE_TEXT(asRun->experiment.string(), m_folder->filePath("one"));
        QVERIFY(asRun->isRun());
        VERIFY_ERROR(readCase(path("one/seed-1/bn")), ErrorCode::Data, "link");
        VERIFY_ERROR(readCase(path("one/cnn/seed-1/bn")), ErrorCode::Usage, "is no case of ");
        // A folder on the way may be the link.
        QVERIFY(QDir().mkpath(m_folder->filePath("elsewhere/bn")));
        VERIFY_OK(writeExperiment(path("elsewhere/bn"), experimentOf(spec(), kFacts)));
        QVERIFY(QFile::link(m_folder->filePath("elsewhere"), m_folder->filePath("one/seed-2")));
        const auto onTheWay = locate(path("one/seed-2/bn"));
        VERIFY_OK(onTheWay);
        COMPARE_TEXT(onTheWay->experiment.string(), m_folder->filePath("one"));
        const auto followed = locate(path("latest"));
        VERIFY_OK(followed);
        COMPARE_TEXT(followed->experiment.string(), m_folder->filePath("latest"));
    }

    void caseThatIsNone()
    {
        const auto two = experimentOf({spec(), kFacts}, {{"lr", {"0.1", "0.2"}}});
        VERIFY_OK(two);
        VERIFY_OK(createExperiment(path("two"), false, *two, kEnvironment));
        QVERIFY(!holdsResults(path("two/lr-0.1")));
        const auto stored = readExperiment(path("two"));
        VERIFY_OK(stored);
        QVERIFY(stored->cases.empty());
        QCOMPARE(stored->problems.size(), std::size_t{2});
        COMPARE_TEXT(stored->problems[0], m_folder->filePath("two/lr-0.1") + ": was not begun");
        VERIFY_OK(readCase(path("two/lr-0.1")));
        VERIFY_ERROR(readCase(path("two")), ErrorCode::Usage, "holds 2 cases: give the folder of one of them");
        VERIFY_ERROR(readCase(path("two/lr-0.3")), ErrorCode::Usage, "holds no experiment and is no case of ");
        VERIFY_ERROR(readCase(path("two/seed-1/bn")), ErrorCode::Usage, "holds no experiment and is no case of ");
    }

    void environmentThatChanges()
    {
        VERIFY_OK(createExperiment(path("run"), false, experimentOf(spec(), kFacts), kEnvironment));
        QCOMPARE(environmentChanges(path("run"), kEnvironment), std::vector<std::string>());
        Environment now = kEnvironment;
        now.threads = 4;
        now.torchCapability = "AVX2";
        const std::vector<std::string> changes{R"(libtorch_cpu_capability: "AVX2", before "AVX512")",
                                               "threads: 4, before 2"};
        QCOMPARE(environmentChanges(path("run"), now), changes);
    }

    /// What an older version did not write is not known to have changed.
    void environmentThatSaysLess()
    {
        VERIFY_OK(createExperiment(path("run"), false, experimentOf(spec(), kFacts), kEnvironment));
        QVERIFY(write("run/environment.json", R"({"threads": 4})"));
        QCOMPARE(environmentChanges(path("run"), kEnvironment), std::vector<std::string>{"threads: 2, before 4"});
    }

    /// The same experiment gives the same file, wherever it lies and whenever it was made.
    void experimentFileHoldsNoPathAndNoTime()
    {
        VERIFY_OK(createExperiment(path("one"), false, experimentOf(spec(), kFacts), kEnvironment));
        QTest::qSleep(5);
        VERIFY_OK(createExperiment(path("other/place"), false, experimentOf(spec(), kFacts), kEnvironment));
        const QByteArray file = contentOf(m_folder->filePath("one/experiment.json"));
        QVERIFY(!file.isEmpty());
        QCOMPARE(contentOf(m_folder->filePath("other/place/experiment.json")), file);
    }

    void movedAside_data()
    {
        QTest::addColumn<QString>("out");
        QTest::newRow("plain") << "run";
        QTest::newRow("with a slash at the end") << "run/";
        QTest::newRow("by a detour") << "run/../run";
    }

    void movedAside()
    {
        QFETCH(QString, out);
        VERIFY_OK(
            createExperiment(path("run"), true, experimentOf(spec(), kFacts), kEnvironment));  // nothing to move yet
        QVERIFY(write("run/mark", "1"));
        VERIFY_ERROR(createExperiment(path(out), false, experimentOf(spec(), kFacts), kEnvironment), ErrorCode::Usage,
                     "--force");
        QCOMPARE(contentOf(m_folder->filePath("run/mark")), QByteArray("1"));

        VERIFY_OK(createExperiment(path(out), true, experimentOf(spec(), kFacts), kEnvironment));
        QVERIFY(write("run/mark", "2"));
        VERIFY_OK(createExperiment(path(out), true, experimentOf(spec(), kFacts), kEnvironment));
        QVERIFY(write("run/mark", "3"));
        VERIFY_OK(createExperiment(path(out), true, experimentOf(spec(), kFacts), kEnvironment));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name),
                 QStringList({"run", "run.old", "run.old-2", "run.old-3"}));
        QCOMPARE(contentOf(m_folder->filePath("run.old/mark")), QByteArray("1"));
        QCOMPARE(contentOf(m_folder->filePath("run.old-2/mark")), QByteArray("2"));
        QCOMPARE(contentOf(m_folder->filePath("run.old-3/mark")), QByteArray("3"));
        QVERIFY(QFileInfo::exists(m_folder->filePath("run/experiment.json")));
        QVERIFY(!QFileInfo::exists(m_folder->filePath("run/mark")));
    }

    /// --force keeps a link, to a new folder beside what it led to.
    void movedAsideBehindALink()
    {
        VERIFY_OK(createExperiment(path("real"), false, experimentOf(spec(), kFacts), kEnvironment));
        QVERIFY(write("real/mark", "1"));
        QVERIFY(QFile::link("real", m_folder->filePath("link")));
        for (const char* out : {"link", "link/"}) {
            VERIFY_OK(createExperiment(path(out), true, experimentOf(spec(), kFacts), kEnvironment));
            QCOMPARE(QFileInfo(m_folder->filePath("link")).symLinkTarget(), m_folder->filePath("real"));
            QVERIFY(QFileInfo::exists(m_folder->filePath("real/experiment.json")));
            QVERIFY(!QFileInfo::exists(m_folder->filePath("real/mark")));
        }
        QCOMPARE(contentOf(m_folder->filePath("real.old/mark")), QByteArray("1"));
        QVERIFY(QFileInfo::exists(m_folder->filePath("real.old-2/experiment.json")));
        QVERIFY(QFile::link("nowhere", m_folder->filePath("dangling")));
        for (const char* out : {"dangling", "dangling/"}) {
            VERIFY_ERROR(checkTarget(path(out), true), ErrorCode::Usage, "is a link to nowhere, which is not there");
        }
    }

    void foreignFilesStay()
    {
        QVERIFY(write("there/slurm-1.out", "log"));
        VERIFY_OK(createExperiment(path("there"), false, experimentOf(spec(), kFacts), kEnvironment));
        QCOMPARE(contentOf(m_folder->filePath("there/slurm-1.out")), QByteArray("log"));
    }

    /// Where nobody may look, or no name may be so long, whoever writes there is told.
    void placesThatCannotBeLookedAt()
    {
        const std::string endless = path(QString(300, 'x'));
        QCOMPARE(firstFree(endless).string(), endless);
        VERIFY_ERROR(ReservedFolder::make(endless), ErrorCode::Io, "cannot be made: ");
    }

    /// Of several that want the same name each gets its own; what nothing was put into goes again.
    void reservedNames()
    {
        {
            auto first = ReservedFolder::make(path("runs/a"));
            VERIFY_OK(first);
            QVERIFY(QFile::link("nowhere", m_folder->filePath("runs/a-2")));
            const auto second = ReservedFolder::make(path("runs/a"));
            VERIFY_OK(second);
            COMPARE_TEXT(first->path().string(), m_folder->filePath("runs/a"));
            COMPARE_TEXT(second->path().string(), m_folder->filePath("runs/a-3"));
            VERIFY_OK(checkTarget(first->path(), false));
            VERIFY_OK(createExperiment(first->path(), false, experimentOf(spec(), kFacts), kEnvironment));
            const ReservedFolder moved = std::move(*first);
        }
        QVERIFY(QFileInfo::exists(m_folder->filePath("runs/a/experiment.json")));
        QVERIFY(!QFileInfo::exists(m_folder->filePath("runs/a-3")));
        QVERIFY(write("file", ""));
        VERIFY_ERROR(ReservedFolder::make(path("file/a")), ErrorCode::Io, "file/a: cannot be made: ");
        VERIFY_ERROR(ReservedFolder::make({}), ErrorCode::Usage, "give one with --out");
    }

    void placeThatCannotBeWrittenTo()
    {
        QVERIFY(write("file", ""));
        VERIFY_ERROR(createExperiment(path("file/run"), false, experimentOf(spec(), kFacts), kEnvironment),
                     ErrorCode::Io, "file/run: cannot be made: ");
    }

    void defaultFolder_data()
    {
        QTest::addColumn<QString>("dataset");
        QTest::addColumn<QString>("expected");
        QTest::newRow("defaults") << "builtin"
                                  << "twin-mlp-builtin";
        QTest::newRow("fewer built-in digits") << "builtin:500"
                                               << "twin-mlp-builtin-500";
        QTest::newRow("folder") << "/some/where/my digits"
                                << "twin-mlp-my-digits";
        QTest::newRow("folder with a slash") << "/some/where/digits/"
                                             << "twin-mlp-digits";
        QTest::newRow("up") << "some/where/.."
                            << "twin-mlp-some";
    }

    void defaultFolder()
    {
        QFETCH(QString, dataset);
        QFETCH(QString, expected);
        useRuns();
        ExperimentSpec one;
        one.dataset = dataset.toStdString();
        COMPARE_TEXT(defaultFolderFor(one).string(), m_folder->filePath("runs/" + expected));
    }

    /// Named after what differs, and never a folder that is there.
    void defaultFolderOfDifferences()
    {
        useRuns();
        ExperimentSpec one;
        one.kind = ExperimentKind::Train;
        one.family = ModelFamily::Cnn;
        one.dataset = "mnist";
        one.channels = {8, 16};
        one.batchNorm.all = false;
        one.training.sgd.lr = 0.01;
        one.training.lrPolicy = LrPolicy::Cosine;
        one.seeds = {1, 2};
        const QString name = "runs/train-cnn-mnist-channels8-16-bnoff-lr0.01-lr_schedulecosine-seeds1-2";
        COMPARE_TEXT(defaultFolderFor(one).string(), m_folder->filePath(name));
        QVERIFY(QDir().mkpath(m_folder->filePath(name)));
        COMPARE_TEXT(defaultFolderFor(one).string(), m_folder->filePath(name + "-2"));
        QVERIFY(write(name + "-2", "a file"));
        COMPARE_TEXT(defaultFolderFor(one).string(), m_folder->filePath(name + "-3"));
    }

    void defaultFolderIsNeverTooLong()
    {
        useRuns();
        ExperimentSpec one;
        one.dataset = "/data/" + std::string(250, 'x');
        one.hidden = std::vector<std::int64_t>(500, 1000);
        const QString name = QString::fromStdString(defaultFolderFor(one).filename().string());
        QVERIFY(name.size() < 200);
        QVERIFY(QDir().mkpath(m_folder->filePath("runs/" + name)));
        QVERIFY(defaultFolderFor(one).filename().string() != name.toStdString());
    }

    void runsFolder()
    {
        qputenv("XDG_DATA_HOME", "/data-home");
        qunsetenv("NORMSCOPE_RUNS");
        COMPARE_TEXT(defaultRunsFolder().string(), "/data-home/normscope/runs");
        qputenv("NORMSCOPE_RUNS", "");
        COMPARE_TEXT(defaultRunsFolder().string(), "/data-home/normscope/runs");
        qputenv("NORMSCOPE_RUNS", "/elsewhere");
        COMPARE_TEXT(defaultRunsFolder().string(), "/elsewhere");
        // A relative home is none, and the list of users knows ours.
        qunsetenv("NORMSCOPE_RUNS");
        qunsetenv("XDG_DATA_HOME");
        const QByteArray home = qgetenv("HOME");
        qputenv("HOME", "relative");
        const std::filesystem::path folder = defaultRunsFolder();
        qputenv("HOME", home);
        QVERIFY(folder.is_absolute());
        QVERIFY(folder.string().ends_with("/.local/share/normscope/runs"));
    }

    void names()
    {
        COMPARE_TEXT(leafOf("dir", 12, kBn).string(), "dir/seed-12/bn");
        COMPARE_TEXT(leafOf("dir", 0, kNoBn).string(), "dir/seed-0/no-bn");
        for (const char* folder : {"/runs/one", "/runs/one/", "/runs/one/.", "/runs/./other/../one"}) {
            COMPARE_TEXT(folderName(folder), "one");
        }
        COMPARE_TEXT(folderName("."), QDir::current().dirName());
    }

  private:
    [[nodiscard]] std::string path(const QString& name) const { return m_folder->filePath(name).toStdString(); }

    static ExperimentSpec spec()
    {
        ExperimentSpec spec;
        spec.dataset = "builtin-1";
        return spec;
    }

    bool write(const QString& name, const QByteArray& content) const
    {
        return test::putFile(m_folder->filePath(name), content);
    }

    void useRuns() const { qputenv("NORMSCOPE_RUNS", m_folder->filePath("runs").toLocal8Bit()); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_RunFolder)
#include "tst_RunFolder.moc"

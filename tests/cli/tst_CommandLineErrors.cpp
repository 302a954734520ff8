#include <QDir>
#include <QRegularExpression>
#include <QTest>
#include <string_view>

#include "../support/IdxWriter.h"
#include "../support/Program.h"
#include "../support/RunFiles.h"

using namespace normscope::test;

namespace
{

constexpr int kFailed = 1;
constexpr int kUsage = 2;

}  // namespace

/// Every mistake ends with its exit code and one sentence on stderr, prints nothing else and leaves nothing behind.
class tst_CommandLineErrors : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(writeDataset(m_program.path("good").toStdString(), patternSet(20, 12, 12), patternSet(10, 12, 12, 3)));
        QVERIFY(writeBytes(m_program.path("file").toStdString(), {'x'}));
        QVERIFY(QDir().mkdir(m_program.path("empty")));
        QVERIFY(QDir().mkpath(m_program.path("other-results/subfolder")));
        QVERIFY(writeBytes(m_program.path("other-results/report.pdf").toStdString(), {'x'}));
        config("unknown-key.json", R"({"command": "twin", "batchsize": 10})");
        config("no-json.json", "epochs: 5\n");
        config("array.json", "[1, 2]");
        config("train.json", R"({"command": "train", "epochs": 1})");
        config("bad-value.json", R"({"command": "twin", "lr": -1})");
        config("newer.json", R"({"format_version": 3, "command": "twin"})");
    }

    void mistakes_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QStringList>("mentioned");

        row("unknown command", {"tran"}, {"tran", "normscope --help"});
        row("unknown option", {"twin", "--learning-rate", "1"}, {"--learning-rate", "normscope twin --help"});
        row("unknown command with options", {"tran", "--lr", "1"},
            {"tran: ", "did you mean train? See normscope --help"});
        row("unknown command like none", {"xyzzy"}, {"neither a command nor a file or folder; see normscope --help"});
        row("path that is not there", {"nowhere/results"}, {"nowhere/results: cannot be opened: No such file"});
        row("second path that is not there", {"good", "trai"}, {"trai: cannot be opened: No such file"});
        row("path before a command", {"good", "train"}, {"not expected here: good"});
        row("empty path to open", {""}, {"path"});
        row("path with options", {"good", "--lr", "1"}, {"--lr"});
        row("two commands", {"train", "twin"}, {"twin"});
        row("option twice", {"twin", "--epochs", "1", "--epochs", "2"}, {"--epochs"});
        row("stray argument", {"twin", "mnist"}, {"mnist"});
        row("missing value", {"twin", "--epochs"}, {"--epochs", "missing"});
        row("missing value of --out", {"twin", "--out"}, {"--out", "missing"});
        row("empty path", {"twin", "--dataset", "good", "--out", ""}, {"--out", "path"});
        row("show of nothing", {"datasets", "show"}, {"NAME"});
        row("report of nothing", {"report"}, {"DIR"});

        train("lr -1", {"--lr", "-1"}, {"--lr", "'-1'", "greater than 0"});
        train("lr nan", {"--lr", "nan"}, {"--lr", "'nan'"});
        train("lr abc", {"--lr", "abc"}, {"--lr", "'abc'"});
        train("batch size 0", {"--batch-size", "0"}, {"--batch-size", "'0'"});
        train("batch size 1 for the MLP with BN", {"--batch-size", "1"}, {"--batch-size 1", "variance"});
        train("hidden 0", {"--hidden", "0"}, {"--hidden", "'0'"});
        train("hidden 99999999999", {"--hidden", "99999999999"}, {"--hidden", "'99999999999'"});
        train("hidden past all memory", {"--hidden", "1000000,1000000"}, {"memory", "--hidden smaller"});
        row("batch size past all memory",
            {"twin", "--dataset", "builtin:1000000", "--batch-size", "1000000", "--model", "resnet", "--widths",
             "1000,1000,1000"},
            {"memory", "GiB for a batch", "--batch-size"});
        train("hidden 1000000000", {"--hidden", "1000000000"}, {"--hidden", "1000000"});
        train("batch size 10^12", {"--batch-size", "1000000000000"}, {"--batch-size", "1000000000"});
        train("epochs 10^18", {"--epochs", "1000000000000000000"}, {"--epochs", "1000000"});
        train("limit past 64 bits", {"--limit", "100000000000000000000"}, {"--limit"});
        train("seeds without end", {"--seeds", "1..1000000000000000000"}, {"--seeds"});
        row("built-in digits without end", {"twin", "--dataset", "builtin:99999999999999999999"}, {"1000000"});
        train("blocks and widths", {"--model", "resnet", "--blocks", "1,1"}, {"--blocks", "--widths"});
        train("more pooling than pixels", {"--model", "cnn", "--channels", "4,4,4,4,4"}, {"pool4"});
        train("model of no family", {"--model", "vgg"}, {"--model", "'vgg'", "mlp, cnn, resnet"});
        train("epochs 0", {"--epochs", "0"}, {"--epochs", "'0'"});
        train("Nesterov without momentum", {"--nesterov", "--momentum", "0"}, {"--nesterov", "--momentum"});
        train("test at end, but looks before", {"--test-at", "end", "--eval-every", "5"},
              {"--test-at", "--eval-every"});
        train("nothing left to train on", {"--validation", "20"}, {"--validation 20", "20 training samples"});
        train("BN list too long", {"--bn-layers", "on,off,on"}, {"3 entries", "2 BN positions", "bn1, bn2"});
        train("BN list that leaves no BN", {"--bn-layers", "off,off"}, {"--bn-layers"});
        row("language without a likely one", {"report", "x", "--language", "cn"}, {"en, zh_CN; see"});
        row("variant of no kind", {"network", "show", "--variant", "x"},
            {"bn, no-bn, layer-norm, group-norm, bn-after, noisy-bn"});
        row("thousands in an image", {"network", "show", "--image", "1,028,28"}, {"--image", "'1,028,28'", "1,28,28"});
        row("preset of no name", {"train", "--preset", "mlp"}, {"there are assignment, assignment-mlp"});
        train("log level", {"--log-level", "loud"}, {"loud"});
        for (const char* list :
             {"bn", "bn,bn", "bn,layernorm", "bn,no-bn,layer-norm,group-norm,bn-after,noisy-bn,bn"}) {
            row(list, {"twin", "--variants", list, "--out", "out"},
                {"--variants", "2 to 6 different ones of bn, no-bn, layer-norm, group-norm, bn-after, noisy-bn"});
        }
        row("several variants to train", {"train", "--variants", "bn,no-bn", "--out", "out"},
            {"--variants", "exactly one of bn"});
        row("--bn to twin", {"twin", "--bn", "off", "--out", "out"}, {"--bn"});
        row("--bn-layers to train", {"train", "--bn-layers", "on,off", "--out", "out"}, {"--bn-layers"});

        train("unknown key", {"--config", "unknown-key.json"}, {"unknown-key.json", "\"batchsize\""});
        train("configuration that is not JSON", {"--config", "no-json.json"}, {"no-json.json", "JSON"});
        train("configuration that is a list", {"--config", "array.json"}, {"array.json"});
        train("no configuration", {"--config", "nowhere.json"}, {"nowhere.json", "No such file"});
        train("folder as configuration", {"--config", "empty"}, {"empty"});
        train("configuration of the other command", {"--config", "train.json"}, {"train.json", "\"command\"", "twin"});
        train("configuration with a bad value", {"--config", "bad-value.json"}, {"bad-value.json", "\"lr\"", "'-1'"});
        train("configuration of another version", {"--config", "newer.json"}, {"newer.json", "format_version"});

        row("missing dataset", {"twin", "--dataset", "mnist", "--out", "out"}, {"NORMSCOPE_DATA", "data-home"});
        row("missing dataset to show", {"datasets", "show", "mnist"}, {"NORMSCOPE_DATA"});
        row("missing dataset to verify", {"datasets", "verify", "kmnist"}, {"NORMSCOPE_DATA"});
        row("dataset that is nothing", {"twin", "--dataset", "nowhere", "--out", "out"}, {"\"nowhere\""});
        row("dataset folder without files", {"twin", "--dataset", "empty", "--out", "out"},
            {"train-images-idx3-ubyte"});
        row("built-in digits of no number", {"twin", "--dataset", "builtin:x", "--out", "out"}, {"\"x\""});
        train("missing test dataset", {"--test-dataset", "mnist"}, {"NORMSCOPE_DATA"});

        row("--out is a file", {"twin", "--dataset", "good", "--out", "file"}, {"--out", "file", "not a folder"});
        row("--out is a folder with other results", {"twin", "--dataset", "good", "--out", "other-results"},
            {"other-results", "holds report.pdf"});
        row("--out cannot be made", {"twin", "--dataset", "good", "--out", "file/below"}, {"file/below"}, kFailed);

        row("report of a folder without experiment", {"report", "empty"}, {"empty", "experiment.json"});
        row("report of no folder", {"report", "nowhere"}, {"nowhere"});
        row("report of several without --out", {"report", "empty", "other-results"}, {"--out"});
    }

    void mistakes()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QStringList, mentioned);
        QCOMPARE(whyNotRefused(m_program, arguments, exitCode, mentioned), QString());
    }

    /// Names and texts of files are in messages: none steers the terminal.
    void steersNoTerminal_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("value") << QStringList{"twin", "--dataset", "a\x1b[2Jb"};
        QTest::newRow("folder") << QStringList{"report", "a\x1b[2Jb"};
        QTest::newRow("settings") << QStringList{"twin", "--config", "escape.json"};
        QTest::newRow("results") << QStringList{"report", "escape"};
    }

    void steersNoTerminal()
    {
        QFETCH(QStringList, arguments);
        config("escape.json", "{\"a\\u001b[2Jb\": 1}");
        QVERIFY(QDir().mkpath(m_program.path("escape")));
        config("escape/experiment.json", "{\"lr\": \"a\\u001b[2Jb\"}");
        const ProgramResult result = m_program.run(arguments);
        QVERIFY(result.exitCode > 0);
        QVERIFY2(isOneSentence(result.err) && result.err.contains("a\xef\xbf\xbd[2Jb"), result.err.constData());
        QVERIFY(!result.err.contains('\x1b') && !result.out.contains('\x1b'));
    }

    void datasetIsNamedWithTheGivenFolder()
    {
        m_program.set("NORMSCOPE_DATA", m_program.path("empty"));
        QCOMPARE(whyNotRefused(m_program, {"twin", "--dataset", "mnist"}, kUsage,
                               {"NORMSCOPE_DATA", m_program.path("empty/mnist")}),
                 QString());
        m_program.set("NORMSCOPE_DATA", "");
    }

    void suggestions_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("meant");
        const auto row = [](const QStringList& arguments, const QString& meant) {
            QTest::newRow(qPrintable(arguments.join(' '))) << arguments << meant;
        };
        row({"tran"}, "train");
        row({"reprot", "x"}, "report");
        row({"datasets", "shwo"}, "show");
        row({"network", "chck"}, "check");
        row({"twin", "--batch_size", "5"}, "--batch-size");
        row({"twin", "--batch_size=5"}, "--batch-size");
        row({"twin", "--EPOCHS", "5"}, "--epochs");
        row({"twin", "--learning-rate", "1"}, "--lr");
        row({"resume", "x", "--qiet"}, "--quiet");
        row({"report", "x", "--langauge", "en"}, "--language");
        row({"report", "x", "--language", "zh_cn"}, "zh_CN");
        row({"report", "x", "--paper", "A4"}, "a4");
        row({"export", "x", "--format", "pytroch"}, "pytorch");
        row({"twin", "--model", "mpl"}, "mlp");
        row({"twin", "--model", "CNN"}, "cnn");
        row({"train", "--lr-schedule", "onecycle"}, "one-cycle");
        row({"train", "--bn", "onn"}, "on");
        row({"twin", "--variants", "bn,nobn"}, "no-bn");
        row({"twin", "--preset", "deepmlp"}, "deep-mlp");
        row({"twin", "--preset", "asignment"}, "assignment");
        row({"twin", "--dataset", "minst"}, "mnist");
        row({"twin", "--dataset", "fashion_mnist"}, "fashion-mnist");
        row({"twin", "--dataset", "buitlin"}, "builtin");
        row({"datasets", "show", "minst"}, "mnist");
        row({"twin", "--dataset", "builtin-100"}, "builtin:100");
        row({"train", "--dataset", "builtin200"}, "builtin:200");
        row({"network", "show", "--variant", "layernorm"}, "layer-norm");
        row({"twin", "--log-level", "debg"}, "debug");
        row({"twin", "--config", "unknown-key.json"}, "batch_size");
    }

    /// A word that is nearly one is answered with that.
    void suggestions()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, meant);
        QCOMPARE(whyNotRefused(m_program, arguments, kUsage, {"did you mean " + meant + "?"}), QString());
    }

    /// Whatever settings there are.
    void settingsAreSuggested()
    {
        const ProgramResult help = m_program.run({"twin", "--help"});
        QRegularExpressionMatchIterator options =
            QRegularExpression("^  (--[a-z]+-[a-z-]+)", QRegularExpression::MultilineOption).globalMatch(help.out);
        int count = 0;
        while (options.hasNext()) {
            const QString option = options.next().captured(1);
            const QString written = "--" + option.mid(2).replace('-', '_');
            QCOMPARE(whyNotRefused(m_program, {"twin", written, "1"}, kUsage, {"did you mean " + option + "?"}),
                     QString());
            ++count;
        }
        QVERIFY(count > 10);
    }

    void withoutWorkingDirectory_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QStringList>("mentioned");
        const auto row = [](const QStringList& arguments, int exitCode, const QStringList& mentioned) {
            QTest::newRow(qPrintable(arguments.join(' '))) << arguments << exitCode << mentioned;
        };
        const QStringList gone{"the working directory has been removed", "change to another"};
        row({"train", "--dataset", "builtin:100", "--out", "here"}, kFailed, gone + QStringList{"here: "});
        row({"train", "--dataset", "here"}, kFailed, gone + QStringList{"here: "});
        row({"report", "here"}, kFailed, gone + QStringList{"here: "});
        row({"resume", "here"}, kFailed, gone + QStringList{"here: "});
        row({"export", "here", "--format", "csv"}, kFailed, gone + QStringList{"here: "});
        const QString there = m_program.path("empty");
        row({"report", there, "--out", "rel"}, kFailed, gone + QStringList{"rel: "});
        row({"export", there, "--format", "csv", "--out", "rel"}, kFailed, gone + QStringList{"rel: "});
        row({"train", "--dataset", "builtin:100", "--out", "rel"}, kFailed, gone + QStringList{"rel: "});
    }

    void outIsNoFolder_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("out");
        QTest::addColumn<QString>("said");
        const QString isFile = "is there already and is not a folder";
        for (const QStringList& command :
             {QStringList{"train", "--dataset", "good"}, QStringList{"twin", "--dataset", "good", "--force"},
              QStringList{"report", "run"}, QStringList{"export", "run", "--format", "csv"},
              QStringList{"export", "run", "--format", "handin", "--force"}}) {
            for (const auto& [out, said] : {std::pair("file", isFile), std::pair("file/", isFile),
                                            std::pair("link", QString("is a link to nowhere, which is not there")),
                                            std::pair("link/", QString("is a link to nowhere, which is not there"))}) {
                QTest::newRow(qPrintable(command.join(' ') + " to " + out)) << command << QString(out) << said;
            }
        }
    }

    /// All commands that take a folder say the same of what is none.
    void outIsNoFolder()
    {
        QFETCH(QStringList, command);
        QFETCH(QString, out);
        QFETCH(QString, said);
        if (!QFile::exists(m_program.path("run"))) {
            NORMSCOPE_EXPECT_EXIT(m_program.run({"train", "--dataset", "good", "--epochs", "1", "--hidden", "8",
                                                 "--out", "run", "--quiet"}),
                                  0);
            QVERIFY(QFile::link("nowhere", m_program.path("link")));
        }
        QCOMPARE(whyNotRefused(m_program, command + QStringList{"--out", out}, kUsage, {"--out " + out + ": " + said}),
                 QString());
    }

    /// Whose working directory has been removed.
    void withoutWorkingDirectory()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QStringList, mentioned);
        m_program.leaveWorkingDirectory(true);
        const QString why = whyNotRefused(m_program, arguments, exitCode, mentioned);
        m_program.leaveWorkingDirectory(false);
        QCOMPARE(why, QString());
    }

    void environmentVariables_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::newRow("kernels") << "NORMSCOPE_KERNELS"
                                 << "avx3";
        QTest::newRow("execution") << "NORMSCOPE_EXECUTION"
                                   << "fast";
        QTest::newRow("checkpoints") << "NORMSCOPE_CHECKPOINT_SECONDS"
                                     << "5s";
    }

    void environmentVariables()
    {
        QFETCH(QString, variable);
        QFETCH(QString, value);
        const QStringList arguments{"twin", "--dataset", "good", "--epochs", "1", "--quiet", "--out", variable};
        m_program.set(variable, value);
        QCOMPARE(whyNotRefused(m_program, arguments, kUsage, {variable, "'" + value + "'"}), QString());
        m_program.set(variable, "");
        NORMSCOPE_EXPECT_EXIT(m_program.run(arguments), 0);
    }

    void threadCounts_data()
    {
        QTest::addColumn<QString>("value");
        for (const char* value : {"0", "abc", "-1", "", " ", "1,x", "2 3", "+1", " 2 ", "2,1"}) {
            QTest::newRow(value) << QString(value);
        }
    }

    /// Of other programs' variables what is none counts for nothing, and no library complains of it.
    void threadCounts()
    {
        QFETCH(QString, value);
        m_program.set("OMP_NUM_THREADS", value);
        const ProgramResult result = m_program.run(
            {"train", "--dataset", "good", "--epochs", "1", "--hidden", "8", "--out", "omp", "--quiet", "--force"});
        m_program.unset("OMP_NUM_THREADS");
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QCOMPARE(result.err, QByteArray());
        QCOMPARE(result.out, QByteArray());
    }

    void windowNeedsDisplay_data()
    {
        QTest::addColumn<QString>("display");
        QTest::addColumn<QString>("wayland");
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QStringList>("paths");
        QTest::newRow("none") << ""
                              << "" << QByteArray("no display") << QStringList();
        QTest::newRow("none for results") << ""
                                          << "" << QByteArray("no display") << QStringList{"good", "train.json"};
        QTest::newRow("X server that is not there") << ":987"
                                                    << "" << QByteArray(":987") << QStringList();
        QTest::newRow("compositor that is not there") << ""
                                                      << "wayland-987" << QByteArray("wayland-987") << QStringList();
        QTest::newRow("name that is none") << "nonsense"
                                           << "" << QByteArray("nonsense") << QStringList();
    }

    void windowNeedsDisplay()
    {
        QFETCH(QString, display);
        QFETCH(QString, wayland);
        QFETCH(QByteArray, said);
        QFETCH(QStringList, paths);
        m_program.set("DISPLAY", display);
        m_program.set("WAYLAND_DISPLAY", wayland);
        const QStringList before = m_program.content();
        const ProgramResult result = m_program.run(paths);
        m_program.set("DISPLAY", "");
        m_program.set("WAYLAND_DISPLAY", "");
        NORMSCOPE_EXPECT_EXIT(result, kUsage);
        QVERIFY(isOneSentence(result.err));
        QVERIFY2(result.err.contains(said), result.err.constData());
        for (const char* command : {"train", "twin", "report", "datasets", "selftest", "info"}) {
            QVERIFY2(result.out.contains("\n  " + QByteArray(command) + " "), command);
        }
        QCOMPARE(m_program.content(), before);
    }

    /// The folder that one is in cannot be moved aside.
    void resultsOfTheWorkingDirectory()
    {
        Program program;
        QVERIFY(writeDataset(program.path("good").toStdString(), patternSet(20, 12, 12), patternSet(10, 12, 12, 3)));
        const QStringList arguments{"train", "--dataset", "good", "--epochs", "1", "--quiet"};
        NORMSCOPE_EXPECT_EXIT(program.run(arguments + QStringList{"--out", "."}), 0);
        for (const char* here : {".", "./", "good/.."}) {
            QCOMPARE(whyNotRefused(program, arguments + QStringList{"--force", "--out", here}, kUsage,
                                   {"the folder that you are in", "choose another folder"}),
                     QString());
        }
    }

    /// An experiment is never overwritten: refused without --force, moved aside with it.
    void resultsAreNotOverwritten()
    {
        const QStringList arguments{"twin", "--dataset", "good", "--epochs", "1", "--quiet", "--out", "results"};
        NORMSCOPE_EXPECT_EXIT(m_program.run(arguments), 0);
        const QString first = m_program.path("results/seed-1/bn/iterations.csv");
        const QByteArray kept = contentOf(first);
        QVERIFY(!kept.isEmpty());

        QCOMPARE(whyNotRefused(m_program, arguments, kUsage, {"--out results", "--force"}), QString());
        QCOMPARE(contentOf(first), kept);

        const ProgramResult forced = m_program.run(arguments + QStringList{"--force"});
        NORMSCOPE_EXPECT_EXIT(forced, 0);
        QCOMPARE(contentOf(m_program.path("results.old/seed-1/bn/iterations.csv")), kept);
        QVERIFY(!contentOf(first).isEmpty());

        QCOMPARE(whyNotRefused(m_program, arguments + QStringList{"--force", "--lr", "-1"}, kUsage, {"--lr"}),
                 QString());
        QVERIFY(!QFile::exists(m_program.path("results.old-2")));
    }

  private:
    void row(const char* name, const QStringList& arguments, const QStringList& mentioned, int exitCode = kUsage)
    {
        QTest::newRow(name) << arguments << exitCode << mentioned;
    }

    /// A twin on good data that would work but for the options given.
    void train(const char* name, const QStringList& options, const QStringList& mentioned)
    {
        row(name, QStringList{"twin", "--dataset", "good", "--out", "out"} + options, mentioned);
    }

    void config(const QString& name, const char* text)
    {
        const std::string_view bytes = text;
        QVERIFY(writeBytes(m_program.path(name).toStdString(), {bytes.begin(), bytes.end()}));
    }

    Program m_program;
};

QTEST_GUILESS_MAIN(tst_CommandLineErrors)

#include "tst_CommandLineErrors.moc"

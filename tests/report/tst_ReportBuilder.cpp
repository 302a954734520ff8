#include <QCoreApplication>
#include <QRegularExpression>
#include <QTest>
#include <limits>
#include <tuple>

#include "../support/AddedSetting.h"
#include "../support/MadeUpRuns.h"
#include "../support/Specs.h"
#include "ui/report/PdfWriter.h"
#include "ui/report/Report.h"
#include "ui/report/sections/Facts.h"
#include "ui/report/sections/Reproduction.h"
#include "ui/report/sections/Sections.h"

using namespace normscope;
using namespace normscope::ui;

namespace
{

using test::kNan;

/// A run of one epoch with two steps; it reaches 95 % at `reachedAt` (0: never).
RunRecord run(std::uint64_t seed, const std::string& variant, double accuracy, std::int64_t reachedAt = 2)
{
    const bool isBn = variant == kBn;
    test::RunRows rows;
    rows.steps = {{1, 1, 2.0F, 0.1, 0.1, isBn ? 1.1 : 1.0}, {2, 1, 1.0F, 0.5, 0.1, isBn ? 2.2 : 2.0}};
    if (reachedAt > 0) {
        rows.evaluations = {{reachedAt, 1, 0.4, 0.955, isBn ? 2.2 : 2.0}};
    }
    rows.epochs = {{2, 1, 1.5, 0.5, 0.4, accuracy, isBn ? 2.2 : 2.0, 0.5, kNan, kNan}};
    RunRecord record = test::madeUpRun(seed, variant, rows);
    record.parameters.weight = 200'000;
    return record;
}

ReportExperiment experiment(const std::string& name, std::vector<RunRecord> runs)
{
    ReportExperiment one;
    one.name = name;
    one.title = name;
    one.slug = "one";
    one.stored.folder = "/nowhere/" + name;
    one.stored.spec.seeds.clear();
    for (const RunRecord& record : runs) {
        auto& seeds = one.stored.spec.seeds;
        if (seeds.empty() || seeds.back() != record.seed) {
            seeds.push_back(record.seed);
        }
        one.runs.push_back({record.seed, record.variant, {}, {}});
    }
    one.comparison = compare(name, {kBn, kNoBn}, runs);
    one.stored.runs = std::move(runs);
    one.imagesState = ImagesState::Found;
    return one;
}

ReportData reportOf(std::vector<RunRecord> runs, const std::string& name = "made-up")
{
    ReportData data;
    data.experiments.push_back(experiment(name, std::move(runs)));
    return data;
}

/// Pairs whose final accuracies differ by so many percentage points, BN − no BN, seed by seed.
std::vector<RunRecord> pairs(const std::vector<double>& differences)
{
    std::vector<RunRecord> runs;
    for (std::size_t i = 0; i < differences.size(); ++i) {
        runs.push_back(run(i + 1, kBn, 0.96 + differences[i] / 100, 1));
        runs.push_back(run(i + 1, kNoBn, 0.96, 2));
    }
    return runs;
}

/// What the blocks say, each in its own line.
QStringList linesOf(const ReportDocument& document)
{
    QStringList lines{document.title};
    const auto add = [&](const RichText& text) { lines << plainText(text); };
    for (const Block& block : document.blocks) {
        if (const auto* heading = std::get_if<Heading>(&block)) {
            add(heading->text);
        } else if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
            add(paragraph->text);
        } else if (const auto* notice = std::get_if<Notice>(&block)) {
            add(notice->title);
            std::for_each(notice->items.begin(), notice->items.end(), add);
        } else if (const auto* list = std::get_if<List>(&block)) {
            std::for_each(list->items.begin(), list->items.end(), add);
        } else if (const auto* table = std::get_if<Table>(&block)) {
            add(table->caption);
            std::for_each(table->header.begin(), table->header.end(), add);
            for (const Table::Row& row : table->rows) {
                QStringList cells;
                for (const RichText& cell : row.cells) {
                    cells << plainText(cell);
                }
                lines << cells.join(QLatin1String(" | "));
            }
        }
    }
    return lines;
}

ReportDocument documentOf(const ReportData& data)
{
    return buildReport(data, ReportOptions());
}

QString textOf(const ReportData& data)
{
    return linesOf(documentOf(data)).join('\n').replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

const Notice* noticeOf(const ReportDocument& document)
{
    for (const Block& block : document.blocks) {
        if (const auto* notice = std::get_if<Notice>(&block)) {
            return notice;
        }
    }
    return nullptr;
}

}  // namespace

/// What the report says, from made-up runs: the sentences have to fit the numbers.
class tst_ReportBuilder : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_scope = std::make_unique<ReportLanguageScope>(ReportLanguage::English); }
    void cleanup() { m_scope.reset(); }

    void tellsAnAddedSetting()
    {
        const ScopedSetting added(test::addedSetting());
        ReportData data = reportOf({run(1, kBn, 0.9), run(1, kNoBn, 0.9)});
        data.experiments.front().stored.spec.training.sgd.weightDecay = 0.25;
        const QString text = linesOf(documentOf(data)).join('\n');
        QVERIFY2(text.contains("Decay percentage"), qPrintable(text));
        QVERIFY2(text.contains("--decay-percent"), qPrintable(text));
    }

    /// Exact sign-flip p by hand: n differences of one sign give 2/2ⁿ; 1,1,1,1,1,−1 with equal magnitudes has 1 + 6 of
    /// 64 sign patterns as far on each side.
    void sentenceFitsTheNumbers_data()
    {
        QTest::addColumn<QList<double>>("differences");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("notSaid");
        QTest::newRow("one seed") << QList<double>{1} << "nothing follows from it about batch normalization"
                                  << "more than chance";
        QTest::newRow("three seeds") << QList<double>{1, 1.5, 2} << "cannot go below p = 0.25"
                                     << "more than chance";
        QTest::newRow("six seeds, higher") << QList<double>{1, 1.1, 1.2, 1.3, 1.4, 1.5}
                                           << "The final accuracy is higher with BN, by +1.25 pp on average"
                                           << "not distinguishable";
        QTest::newRow("six seeds, lower") << QList<double>{-1, -1.1, -1.2, -1.3, -1.4, -1.5}
                                          << "The final accuracy is lower with BN, by −1.25 pp on average"
                                          << "not distinguishable";
        QTest::newRow("six seeds, p") << QList<double>{1, 1.1, 1.2, 1.3, 1.4, 1.5} << "(sign-flip test, p = 0.031)"
                                      << "too few";
        QTest::newRow("six seeds, mixed") << QList<double>{1, 1, 1, 1, 1, -1} << "(sign-flip test, p = 0.219)"
                                          << "more than chance explains";
        QTest::newRow("six seeds, equal") << QList<double>{0, 0, 0, 0, 0, 0} << "the twins do not differ"
                                          << "more than chance";
    }

    void sentenceFitsTheNumbers()
    {
        QFETCH(QList<double>, differences);
        QFETCH(QString, said);
        QFETCH(QString, notSaid);
        const QString text = textOf(reportOf(pairs({differences.begin(), differences.end()})));
        QVERIFY2(text.contains(said), qPrintable(text));
        QVERIFY2(!text.contains(notSaid), qPrintable(text));
    }

    void pairByPair()
    {
        const QString text = textOf(reportOf(pairs({1, -0.5})));
        QVERIFY2(text.contains("1 | 97.00 % | 96.00 % | +1.00 pp"), qPrintable(text));
        QVERIFY2(text.contains("2 | 95.50 % | 96.00 % | −0.50 pp"), qPrintable(text));
    }

    /// 0.955 reached at iteration 1 with BN and 2 without: earlier in iterations; 2.2 s against 2.0 s: not in time.
    void aspects()
    {
        const QString text = textOf(reportOf(pairs({1})));
        QVERIFY2(text.contains("Training took 2.20 s with BN and 2.00 s without it: BN made it 10 % longer."),
                 qPrintable(text));
        QVERIFY2(text.contains(
                     "95 % test accuracy was reached after 1 iterations with BN and 2 without it: earlier with BN."),
                 qPrintable(text));
        QVERIFY2(text.contains("that cost it the lead"), qPrintable(text));
        QVERIFY2(text.contains("BN adds 8 learned parameters (γ and β) to 200,030"), qPrintable(text));
        QVERIFY2(text.contains("The final test accuracy is 97.00 % with BN and 96.00 % without it: +1.00 pp."),
                 qPrintable(text));
        QVERIFY2(text.contains("Final test accuracy | 97.00 % | 96.00 % | +1.00 pp"), qPrintable(text));
    }

    void levelThatNobodyReached()
    {
        const QString text = textOf(reportOf({run(1, kBn, 0.5, 0), run(1, kNoBn, 0.4, 0)}));
        QVERIFY2(text.contains("Iterations to 95 % test accuracy | not reached | not reached | —"), qPrintable(text));
        QVERIFY2(text.contains("No run reached the lowest of the accuracy levels"), qPrintable(text));
        QVERIFY(!text.contains("earlier with BN"));
    }

    void levelThatOneReached()
    {
        const QString text = textOf(reportOf({run(1, kBn, 0.96, 2), run(1, kNoBn, 0.4, 0)}));
        QVERIFY2(text.contains("Iterations to 95 % test accuracy | reached | not reached | —"), qPrintable(text));
        QVERIFY2(text.contains("Only runs with BN reached 95 %."), qPrintable(text));
    }

    void runsThatDidNotEnd_data()
    {
        QTest::addColumn<RunStatus>("status");
        QTest::addColumn<QString>("said");
        QTest::newRow("diverged")
            << RunStatus::Diverged
            << "Seed 1, without BN: the run diverged. The loss of iteration 2 is no finite number.";
        QTest::newRow("diverged by its gradient")
            << RunStatus::Diverged
            << "Seed 1, without BN: the run diverged. The gradient of iteration 2 is no finite number.";
        QTest::newRow("stopped") << RunStatus::Cancelled
                                 << "Seed 1, without BN: the run was stopped before its end, after 2 iterations.";
        QTest::newRow("cut off")
            << RunStatus::Running
            << "Seed 1, without BN: the run is not over; it is still going on or was cut off. So far it "
               "has 2 iterations.";
        QTest::newRow("failed") << RunStatus::Failed
                                << "Seed 1, without BN: the run failed after 2 iterations: *disk* full";
    }

    void runsThatDidNotEnd()
    {
        QFETCH(RunStatus, status);
        QFETCH(QString, said);
        auto runs = pairs({1});
        runs[1].status = status;
        runs[1].message = status == RunStatus::Failed ? "*disk* full" : "";
        if (said.contains("The loss")) {
            test::RunRows rows = test::rowsOf(runs[1]);
            rows.steps.back().loss = std::numeric_limits<float>::quiet_NaN();
            test::setRows(runs[1], rows);
        }
        const ReportDocument document = documentOf(reportOf(runs));
        QVERIFY(noticeOf(document) != nullptr && std::holds_alternative<Notice>(document.blocks.front()));
        QCOMPARE(noticeOf(document)->items.size(), std::size_t(1));
        QCOMPARE(plainText(noticeOf(document)->items.front()), said);
        const QString text = linesOf(document).join('\n');
        QVERIFY2(text.contains("No pair of runs reached its end, so nothing is compared."), qPrintable(text));
        QVERIFY(!text.contains("longer."));
        QCOMPARE(text.contains("only networks without BN diverged (1 of 1)"), status == RunStatus::Diverged);
    }

    /// The tables of a run that is over have lost rows: the report says so first.
    void rowsAreMissing()
    {
        auto runs = pairs({1});
        runs[1].countedIterations = 7;
        const ReportDocument document = documentOf(reportOf(runs));
        QVERIFY(noticeOf(document) != nullptr);
        QCOMPARE(
            plainText(noticeOf(document)->items.front()),
            "Seed 1, without BN: the tables of the run hold 2 iterations, its summary counts 7: results are missing.");
    }

    /// One pair of three did not end: it is left out and that is said.
    void pairsLeftOut()
    {
        auto runs = pairs({1, 2, 3});
        runs[5].status = RunStatus::Diverged;
        const QString text = textOf(reportOf(runs));
        QVERIFY2(text.contains("1 pair is left out of all comparisons"), qPrintable(text));
        QVERIFY2(text.contains("cannot go below p = 0.5 "), qPrintable(text));
        QVERIFY2(text.contains("Final test accuracy | 97.50 ± 0.71 % | 96.00 ± 0.00 % | +1.50 ± 0.71 pp | 2"),
                 qPrintable(text));
    }

    void whatIsMissing()
    {
        ReportData data = reportOf(pairs({1}));
        ReportExperiment& one = data.experiments.front();
        one.stored.spec.seeds = {1, 7};
        one.stored.spec.dataset = "mnist";
        one.imagesState = ImagesState::Gone;
        one.runs[0].predictionsError = "x: cannot be read";
        data.problems = {"lr-3: not begun"};
        const ReportDocument document = documentOf(data);
        QStringList items;
        for (const RichText& item : noticeOf(document)->items) {
            items << plainText(item);
        }
        QCOMPARE(items.size(), qsizetype(4));
        QCOMPARE(items[0], QString("lr-3: not begun"));
        QCOMPARE(items[1], QString("Seed 7: there is no run of it in the folder."));
        QVERIFY2(items[2].startsWith("Seed 1, with BN: the answers of the run cannot be read"), qPrintable(items[2]));
        QVERIFY2(items[3].startsWith("The data set mnist was not found."), qPrintable(items[3]));
    }

    void singleRunsAreNotCompared()
    {
        ReportData data = reportOf({run(1, kBn, 0.97)});
        data.experiments.front().stored.spec.kind = ExperimentKind::Train;
        const QString text = textOf(data);
        QVERIFY2(text.startsWith("A training run: MLP on "), qPrintable(text));
        QVERIFY(!text.contains("Discussion"));
        QVERIFY(!text.contains("In short"));
        QVERIFY2(text.contains("1 | with BN | 2 | 2.20 s | 97.00 % | 97.00 %"), qPrintable(text));
    }

    /// A section a question that was measured; of the others not a word.
    void saysWhatWasSeenInside()
    {
        QVERIFY(!textOf(reportOf(pairs({1}))).contains("Inside the networks"));
        std::vector<RunRecord> runs = pairs({1, 2});
        for (RunRecord& record : runs) {
            const double times = record.variant == kBn ? 1 : 2;
            for (int i = 0; i < 8 && record.seed == 2; ++i) {
                const double middle = times * i / 10;
                record.probes.append({"distribution", i, {"relu1"}, {3, middle - 1, middle, middle + 1}});
                record.probes.append({"units", i, {"linear1"}, {100, kNan, 0.001}});
            }
        }
        const ReportData data = reportOf(runs);
        const ReportDocument document = documentOf(data);
        const QString text = linesOf(document).join('\n').replace(QChar(QChar::Nbsp), QLatin1Char(' '));
        QVERIFY2(text.contains("Inside the networks\n"), qPrintable(text));
        QVERIFY2(text.contains("What follows is of seed 2."), qPrintable(text));
        QVERIFY2(text.contains("Does the distribution drift?\n"), qPrintable(text));
        QVERIFY2(text.contains("As in the paper. On average over the units that are looked at, the median wandered by "
                               "0.35 widths of its distribution with BN, and by 0.7 without BN."),
                 qPrintable(text));
        // No ReLU was looked at: that is said, and no empty axes are drawn.
        QVERIFY2(text.contains("Too little to say. There is no ReLU"), qPrintable(text));
        QVERIFY(!text.contains("Is the loss smoother?"));
        QStringList names;
        for (const Figure& figure : document.figures) {
            if (figure.name.starts_with("inside")) {
                names << QString::fromStdString(figure.name);
                QVERIFY(!imageOf(figure, 50).isNull());
            }
        }
        QCOMPARE(names, QStringList{"inside-drift-one"});
    }

    /// A sentence for one seed, a table for several.
    void mistakes()
    {
        ReportData data = reportOf(pairs({1, 2}));
        ReportExperiment& one = data.experiments.front();
        for (ReportRun& answered : one.runs) {
            answered.predictions = Predictions{};
        }
        one.comparison.seeds[0].mistakes[0] = McNemar{1, 1, 6, 1234, 0.125};
        QVERIFY(linesOf(documentOf(data))
                    .join('\n')
                    .contains("Seed 1: both err on 1 digits, only the network with BN on 1"));
        one.comparison.seeds[1].mistakes[0] = McNemar{0, 0, 11, 9, 0.0009765625};
        const QStringList lines = linesOf(documentOf(data));
        QVERIFY2(lines.contains("1 | 1 | 1 | 6 | 1,234 | 0.125"), qPrintable(lines.join('\n')));
        QVERIFY(lines.contains("2 | 0 | 0 | 11 | 9 | < 0.001"));
    }

    void severalExperiments()
    {
        ReportData data = reportOf(pairs({1}), "mlp");
        data.experiments.push_back(experiment("cnn", pairs({2})));
        data.experiments.back().stored.spec.family = ModelFamily::Cnn;
        const QString text = textOf(data);
        QVERIFY2(text.startsWith("What batch normalization changes: mlp and cnn"), qPrintable(text));
        QVERIFY2(text.contains("mlp | 97.00 % | 96.00 % | +1.00 pp | — | 1"), qPrintable(text));
        QVERIFY2(text.contains("cnn | 98.00 % | 96.00 % | +2.00 pp | — | 1"), qPrintable(text));
        QVERIFY2(text.contains("Model (--model) | MLP | CNN"), qPrintable(text));
        // Equal settings stand in the other table, once.
        QVERIFY2(text.contains("\nLearning rate (--lr) | 0.1\n"), qPrintable(text));
    }

    void divergedCases()
    {
        ReportData data = reportOf(pairs({1}), "lr-0.1");
        auto diverged = pairs({1});
        diverged[1].status = RunStatus::Diverged;
        data.experiments.push_back(experiment("lr-3", diverged));
        data.plan = ReportPlan{"rates", {"lr"}, {{{"lr", "0.1"}}, {{"lr", "3"}}}};
        const QString text = textOf(data);
        QVERIFY2(text.contains("These are the 2 cases of one experiment, which differ in --lr and in nothing else."),
                 qPrintable(text));
        QVERIFY2(text.contains("lr-3 | — | diverged | — | — | 1"), qPrintable(text));
    }

    /// Of the third seed there is one run only, and it diverged.
    void countsRunsWithoutTheOther()
    {
        auto runs = pairs({1, 2});
        runs.push_back(run(3, kBn, 0.9));
        runs.back().status = RunStatus::Diverged;
        const Table table = aspectsTable(reportOf(runs));
        const auto cell = [&](const QString& column) {
            for (std::size_t i = 0; i < table.header.size(); ++i) {
                if (plainText(table.header[i]) == column) {
                    return plainText(table.rows.front().cells.at(i));
                }
            }
            return QStringLiteral("no such column");
        };
        QCOMPARE(table.rows.size(), std::size_t(1));
        QCOMPARE(cell("Did not diverge, BN"), QString("2 of 3"));
        QCOMPARE(cell("Did not diverge, no BN"), QString("2 of 2"));
    }

    /// Means and counts are those of the tested facts; what takes a while is not there.
    void untestedFacts()
    {
        const ReportData data = reportOf(pairs({1, 2, 4}));
        const ReportExperiment& one = data.experiments.front();
        const auto tested = factsOf(one);
        const auto untested = untestedFactsOf(one.comparison);
        QVERIFY(areTwins(data));
        QCOMPARE(untested.size(), std::size_t(1));
        QCOMPARE(untested.front().pairs, std::int64_t(3));
        QCOMPARE(untested.front().measures.size(), tested.front().measures.size());
        for (std::size_t i = 0; i < untested.front().measures.size(); ++i) {
            const MeasureFacts& measure = untested.front().measures[i];
            const MeasureFacts& other = tested.front().measures[i];
            QCOMPARE(measure.measure.key, other.measure.key);
            QCOMPARE(measure.own, other.own);
            QCOMPARE(measure.statistics.n, other.statistics.n);
            QCOMPARE(measure.statistics.mean, other.statistics.mean);
            QVERIFY(!measure.statistics.signFlipP);
        }
        QVERIFY(tested.front().compared("final_test_accuracy")->statistics.signFlipP);
    }

    /// By what the runs say, not by what sets of that name usually are.
    void sizeOfTheImages()
    {
        ReportData data = reportOf(pairs({1}));
        data.experiments.front().stored.spec.dataset = "mnist";
        data.experiments.front().image = graph::SampleShape{1, 14, 20};
        QString text = textOf(data);
        QVERIFY2(text.contains("Images | 14 × 20 pixels"), qPrintable(text));
        QVERIFY(!text.contains("28 × 28"));
        data.experiments.front().image = graph::SampleShape{3, 32, 32};
        text = textOf(data);
        QVERIFY2(text.contains("Images | 32 × 32 pixels of 3 channels"), qPrintable(text));
    }

    void placesInNames_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"a%1b", "%2", "%L1 <b>$x_#{}{0}&%%", "%n", "%99"}) {
            QTest::newRow(name) << QString(name);
        }
    }

    /// What looks like the place of a value in a name stays as it is, in sentences and captions.
    void placesInNames()
    {
        QFETCH(QString, name);
        const std::string plain = name.toStdString();
        ReportData data = reportOf(pairs({1, 2}), plain);
        data.experiments.push_back(experiment("other", pairs({1, 2})));
        data.experiments.back().slug = "two";
        for (ReportExperiment& one : data.experiments) {
            for (ReportRun& run : one.runs) {
                run.predictions = Predictions{{0, 1}, {0.75F, 0.25F, 0.75F, 0.25F}, 2, {}};
            }
            one.classes = {"zero", plain};
        }
        const ReportDocument document = buildReport(data, ReportOptions());
        const QString text = textOf(data);
        QVERIFY(text.contains(name));
        QStringList captions;
        for (const Block& block : document.blocks) {
            if (const auto* figure = std::get_if<FigureBlock>(&block)) {
                captions << plainText(figure->caption);
            }
        }
        QVERIFY(!captions.isEmpty());
        static const QRegularExpression kPlace(QStringLiteral("%L?\\d"));
        for (QString& caption : captions) {
            QVERIFY2(!caption.remove(name).contains(kPlace), qPrintable(caption));
        }
        const bool isNamed = std::any_of(document.blocks.begin(), document.blocks.end(), [&](const Block& block) {
            const auto* figure = std::get_if<FigureBlock>(&block);
            return figure != nullptr && plainText(figure->caption).contains(name + ", seed 1");
        });
        QVERIFY(isNamed);
    }

    void namesAreNoMarkup()
    {
        const std::string name = "*a* **b** `c` $d$ %1 \\e";
        ReportData data = reportOf(pairs({1}), name);
        data.experiments.push_back(experiment("other", pairs({1})));
        const QString text = textOf(data);
        QVERIFY2(text.contains(QString::fromStdString("Experiment " + name)), qPrintable(text));
        QVERIFY2(text.contains(QString::fromStdString(name) + ":"), qPrintable(text));
    }

    /// Each number in brackets has its entry, and each entry is asked for.
    void sources()
    {
        const ReportDocument document = documentOf(reportOf(pairs({1, 2, 3})));
        const auto& references = std::get<References>(document.blocks.back());
        QSet<int> cited;
        static const QRegularExpression kNumber(QStringLiteral("\\[(\\d+)\\]"));
        auto matches = kNumber.globalMatch(linesOf(document).join('\n'));
        while (matches.hasNext()) {
            cited.insert(matches.next().captured(1).toInt());
        }
        QCOMPARE(cited.size(), static_cast<qsizetype>(references.entries.size()));
        for (int i = 1; i <= cited.size(); ++i) {
            QVERIFY(cited.contains(i));
        }
        QVERIFY(plainText(references.entries[0]).contains("Ioffe"));
        QVERIFY(plainText(references.entries[1]).contains("Santurkar"));
    }

    void command_data()
    {
        QTest::addColumn<QStringList>("settings");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        QTest::newRow("defaults") << QStringList{} << "run"
                                  << "normscope twin --threads 2 --out run";
        QTest::newRow("some") << QStringList{"dataset", "mnist", "lr", "0.5", "seeds", "1..3"} << "run"
                              << "normscope twin --dataset mnist --lr 0.5 --seeds 1,2,3 --threads 2 --out run";
        QTest::newRow("own threads") << QStringList{"threads", "4"} << "run"
                                     << "normscope twin --threads 4 --out run";
        QTest::newRow("name to be quoted") << QStringList{} << "a'b c"
                                           << "normscope twin --threads 2 --out 'a'\\''b c'";
        QTest::newRow("name like an option") << QStringList{} << "-rf"
                                             << "normscope twin --threads 2 --out ./-rf";
    }

    void command()
    {
        QFETCH(QStringList, settings);
        QFETCH(QString, name);
        QFETCH(QString, expected);
        ReportExperiment one;
        one.name = name.toStdString();
        one.stored.spec = test::specOf(ExperimentKind::Twin, settings);
        one.environment = {{"threads", "2"}};
        QCOMPARE(commandOf(one), expected);
    }

    void titleAndAuthor()
    {
        const QString hostile = QStringLiteral("<b>&_%$#\\ %1 *a*");
        ReportOptions options;
        options.head = {" My " + hostile + "\n", "Ada & Bob", "-course"};
        const ReportDocument document = buildReport(reportOf(pairs({1})), options);
        QCOMPARE(document.title, "My " + hostile);
        QCOMPARE(document.author, QString("Ada & Bob"));
        QCOMPARE(document.course, QString("-course"));
        QString commands;
        for (const Block& block : document.blocks) {
            const auto* listing = std::get_if<Listing>(&block);
            commands += listing != nullptr ? listing->text : QString();
        }
        QVERIFY2(commands.endsWith(" --title 'My " + hostile + "' --author 'Ada & Bob' --course=-course"),
                 qPrintable(commands));
        // Blanks alone are no title.
        options.head = {"  ", " ", ""};
        QVERIFY(buildReport(reportOf(pairs({1})), options).title.startsWith("What batch normalization changes"));
    }

    void saysWhatWasExpected()
    {
        const QString hostile = QStringLiteral("<b>&_%$#\\ %1 *a*");
        ReportData data = reportOf(pairs({1}));
        QVERIFY(!linesOf(documentOf(data)).join('\n').contains("Expected before training"));
        data.experiments.front().about.hypothesis = "BN wins, " + hostile.toStdString() + "\n\nby far";
        data.experiments.front().about.notes = "On the old machine";
        data.experiments.front().about.title = "My study";
        ReportDocument document = documentOf(data);
        QCOMPARE(document.title, QString("My study"));
        const QStringList lines = linesOf(document);
        const auto expected = lines.indexOf("Expected before training: BN wins, " + hostile);
        QVERIFY2(expected > 0, qPrintable(lines.join('\n')));
        QCOMPARE(lines.at(expected + 1), QString("by far"));
        QCOMPARE(lines.at(expected + 2), QString("Notes: On the old machine"));
        // Before what came out.
        QVERIFY(expected < lines.indexOf("In short"));
        // A title that is asked for comes before it.
        ReportOptions options;
        options.head.title = "Asked";
        QCOMPARE(buildReport(data, options).title, QString("Asked"));
        // Several experiments: each its own, once for all cases of one.
        data.experiments.push_back(data.experiments.front());
        data.experiments.back().stored.experiment = "/elsewhere";
        data.experiments.back().title = "other";
        data.experiments.push_back(data.experiments.back());
        document = documentOf(data);
        QCOMPARE(linesOf(document).filter("Expected before training, ").size(), 2);
        QVERIFY(document.title != "My study");
    }

    void pagesAreFull_data()
    {
        QTest::addColumn<int>("experiments");
        QTest::addColumn<int>("seeds");
        QTest::addColumn<ReportLanguage>("language");
        QTest::addColumn<PaperSize>("paper");
        for (const auto& [name, experiments, seeds] :
             {std::tuple("twin", 1, 1), std::tuple("seeds", 1, 5), std::tuple("three models", 3, 1),
              std::tuple("three models of seeds", 3, 3)}) {
            for (const bool isChinese : {false, true}) {
                for (const bool isLetter : {false, true}) {
                    QTest::addRow("%s, %s, %s", name, isChinese ? "Chinese" : "English", isLetter ? "Letter" : "A4")
                        << experiments << seeds << (isChinese ? ReportLanguage::Chinese : ReportLanguage::English)
                        << (isLetter ? PaperSize::Letter : PaperSize::A4);
                }
            }
        }
    }

    /// No page but the last is less than two thirds full.
    void pagesAreFull()
    {
        QFETCH(const int, experiments);
        QFETCH(const int, seeds);
        QFETCH(const ReportLanguage, language);
        QFETCH(const PaperSize, paper);
        ReportData data;
        for (int i = 0; i < experiments; ++i) {
            std::vector<RunRecord> runs;
            for (std::uint64_t seed = 1; seed <= static_cast<std::uint64_t>(seeds); ++seed) {
                for (const char* variant : {kBn, kNoBn}) {
                    runs.push_back(test::recordOf(test::MadeUpRun(seed, variant).all(), seed, variant));
                }
            }
            ReportExperiment one = experiment(QStringLiteral("model-%1").arg(i).toStdString(), std::move(runs));
            one.slug = one.name;
            one.stored.spec.family = static_cast<ModelFamily>(i);
            one.model = *chosenModelOf(one.stored.spec, DataShape());
            one.classes = {"zero", "one", "two"};
            for (ReportRun& run : one.runs) {
                run.predictions = Predictions{{0, 1, 2}, {0.7F, 0.2F, 0.1F, 0.7F, 0.2F, 0.1F, 0.1F, 0.2F, 0.7F}, 3, {}};
            }
            data.experiments.push_back(std::move(one));
        }
        const ReportLanguageScope scope(language);
        ReportOptions options;
        options.language = language;
        options.paper = paper;
        const std::vector<double> fills = pageFills(buildReport(data, options), paper);
        QVERIFY(fills.size() > 3);
        QStringList shown;
        for (const double fill : fills) {
            shown << QString::number(fill, 'f', 2);
        }
        for (std::size_t i = 0; i + 1 < fills.size(); ++i) {
            QVERIFY2(fills[i] >= 2.0 / 3.0 && fills[i] <= 1.0 + 1e-9, qPrintable(shown.join(' ')));
        }
    }

    /// Every sentence is in Chinese, and afterwards all is as before.
    void chinese()
    {
        m_scope.reset();
        auto runs = pairs({1, 2, 3});
        runs[5].status = RunStatus::Diverged;
        ReportDocument document;
        {
            const ReportLanguageScope scope(ReportLanguage::Chinese);
            document = documentOf(reportOf(runs));
        }
        QCOMPARE(document.language, QString("zh-CN"));
        static const QRegularExpression kChinese(QStringLiteral("\\p{Han}"));
        for (const Block& block : document.blocks) {
            if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
                QVERIFY2(plainText(paragraph->text).contains(kChinese), qPrintable(plainText(paragraph->text)));
            } else if (const auto* heading = std::get_if<Heading>(&block)) {
                QVERIFY2(plainText(heading->text).contains(kChinese), qPrintable(plainText(heading->text)));
            } else if (const auto* table = std::get_if<Table>(&block)) {
                QVERIFY2(plainText(table->caption).contains(kChinese), qPrintable(plainText(table->caption)));
            }
        }
        QVERIFY(noticeOf(document) != nullptr);
        QVERIFY(plainText(noticeOf(document)->items.front()).contains(kChinese));
        QCOMPARE(documentOf(reportOf(runs)).language, QString("en"));
    }

    /// The window's language is not to be disturbed, and does not shine through.
    void languageBesideTheWindows()
    {
        m_scope.reset();
        const ReportLanguageScope window(ReportLanguage::Chinese);
        struct Listener : QObject
        {
            int changes = 0;
            bool eventFilter(QObject* /*watched*/, QEvent* event) override
            {
                changes += event->type() == QEvent::LanguageChange ? 1 : 0;
                return false;
            }
        } listener;
        QCoreApplication::instance()->installEventFilter(&listener);
        {
            const ReportLanguageScope report(ReportLanguage::English);
            QCOMPARE(documentOf(reportOf(pairs({1}))).title.left(24), QString("What batch normalization"));
        }
        QCOMPARE(documentOf(reportOf(pairs({1}))).language, QString("zh-CN"));
        QCOMPARE(listener.changes, 0);
    }

    /// Each against no BN, with sentences, columns and tests of its own.
    void threeVariants()
    {
        std::vector<RunRecord> runs;
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            runs.push_back(run(seed, kBn, 0.97, 1));
            runs.push_back(run(seed, "layer-norm", 0.96 + 0.001 * static_cast<double>(seed), 2));
            runs.push_back(run(seed, kNoBn, 0.96, 2));
        }
        ReportData data = reportOf(runs);
        ReportExperiment& one = data.experiments.front();
        one.stored.spec.variants = {kBn, "layer-norm", kNoBn};
        one.comparison = compare(one.name, one.stored.spec.variants, runs);
        one.comparison.seeds[0].mistakes[0] = McNemar{1, 1, 6, 1234, 0.125};
        one.comparison.seeds[0].mistakes[1] = McNemar{2, 3, 5, 1232, 0.7265625};
        one.runs.front().predictions = Predictions{};
        const QString text = textOf(data);
        for (const char* part :
             {"variants of one network: with BN, with layer norm and without BN",
              "with BN\nwith layer norm\nwithout BN\nBN − no BN\nlayer norm − no BN",
              "The final test accuracy is on average 96.35 % with layer norm and 96.00 % without BN: +0.35 pp",
              "The final test accuracy is on average 97.00 % with BN and 96.00 % without it: +1.00 pp",
              "6 seeds are too few for a conclusion at the 5 % level: the sign-flip test cannot go below p = 0.0625 "
              "with "
              "them, so run at least 7.",
              "Differences (layer norm − no BN) within pairs.", "Holm's p", "1 | layer norm | 2 | 3 | 5 | 1,232",
              "In final accuracy the difference layer norm − no BN is +0.35 pp."}) {
            QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(QString::fromUtf8(part) + "\n" + text));
        }
    }

  private:
    std::unique_ptr<ReportLanguageScope> m_scope;
};

QTEST_MAIN(tst_ReportBuilder)

#include "tst_ReportBuilder.moc"

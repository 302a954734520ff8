#include <QFile>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>

#include "../support/MadeUpRuns.h"
#include "ui/charts/Palette.h"
#include "ui/models/Bands.h"
#include "ui/report/ReportData.h"
#include "ui/report/figures/Figure.h"

using namespace normscope;
using namespace normscope::ui;

namespace
{

using test::kNan;
constexpr int kIterations = 40;

/// Four epochs of ten iterations; reaches 95 % at iteration 20, and 97 % only with BN.
RunRecord run(std::uint64_t seed, const std::string& variant, RunStatus status = RunStatus::Done,
              int iterations = kIterations)
{
    const bool isBn = variant == kBn;
    RunRecord record = test::madeUpRun(seed, variant);
    record.status = status;
    record.parameters = {200'000, 394, isBn ? 768 : 0, isBn ? 770 : 0};
    for (int i = 1; i <= iterations; ++i) {
        const double loss = 2.3 / i + 0.01 * static_cast<double>(seed) + (isBn ? 0 : 0.1);
        record.add({variant, Step{i, (i - 1) / 10 + 1, static_cast<float>(loss), 0.5, 0.1, 0.01 * i}});
        if (i % 10 == 0) {
            const double accuracy = i < 20 ? 0.9 : 0.955 + (isBn ? 0.02 : 0) + 0.001 * static_cast<double>(seed);
            record.add({variant, Evaluation{i, i / 10, 0.2, accuracy, 0.01 * i}});
            record.add(
                {variant, EpochResult{i, i / 10, 0.3, accuracy - 0.01, 0.2, accuracy, 0.01 * i, 0.1, kNan, kNan}});
        }
    }
    return record;
}

/// Four digits 0, 1, 2, 3; the network takes the one at `wrong` for a 7.
Predictions answers(std::size_t wrong)
{
    Predictions predictions;
    predictions.labels = {0, 1, 2, 3};
    predictions.classes = 10;
    predictions.probabilities.assign(4 * 10, 0.0F);
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t taken = i == wrong ? 7 : static_cast<std::size_t>(predictions.labels[i]);
        predictions.probabilities[i * 10 + taken] = 0.75F;
    }
    return predictions;
}

ImageSet images()
{
    ImageSet set;
    set.rows = set.columns = 4;
    set.labels = {0, 1, 2, 3};
    set.pixels.assign(4 * 16, 0);
    for (std::size_t i = 0; i < set.pixels.size(); i += 3) {
        set.pixels[i] = 255;
    }
    return set;
}

ReportExperiment experiment(std::vector<RunRecord> runs)
{
    ReportExperiment one;
    one.name = "made up";
    one.slug = "x";
    for (const RunRecord& record : runs) {
        one.runs.push_back({record.seed, record.variant, {}, {}});
    }
    one.comparison = compare(one.name, {kBn, kNoBn}, runs);
    one.stored.runs = std::move(runs);
    return one;
}

ReportData dataOf(ReportExperiment one)
{
    ReportData data;
    data.experiments.push_back(std::move(one));
    return data;
}

std::vector<RunRecord> pairs(std::uint64_t seeds)
{
    std::vector<RunRecord> runs;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        runs.push_back(run(seed, kBn));
        runs.push_back(run(seed, kNoBn));
    }
    return runs;
}

ReportExperiment withAnswers(bool hasImages)
{
    ReportExperiment one = experiment(pairs(1));
    one.runs[0].predictions = answers(1);
    one.runs[1].predictions = answers(2);
    if (hasImages) {
        one.testImages = images();
    }
    return one;
}

ReportExperiment withModels(ModelFamily family)
{
    ReportExperiment one = experiment({});
    ExperimentSpec spec;
    spec.family = family;
    one.model = *chosenModelOf(spec, DataShape());
    return one;
}

/// Learning rates 0.01, 0.1 and 1, of which the last diverges without BN.
ReportData ofRates()
{
    ReportData data;
    data.plan = ReportPlan{"rates", {"lr"}, {}};
    int number = 0;
    for (const char* value : {"0.01", "0.1", "1"}) {
        auto runs = pairs(1);
        if (number == 2) {
            runs[1] = run(1, kNoBn, RunStatus::Diverged, 7);
        }
        ReportExperiment one = experiment(std::move(runs));
        one.slug = "x" + std::to_string(number++);
        data.experiments.push_back(std::move(one));
        data.plan->values.push_back({{"lr", value}});
    }
    return data;
}

QStringList namesOf(const std::vector<Figure>& figures)
{
    QStringList names;
    for (const Figure& figure : figures) {
        names << QString::fromStdString(figure.name);
    }
    return names;
}

const Figure* find(const std::vector<Figure>& figures, const std::string& name)
{
    const auto found =
        std::find_if(figures.begin(), figures.end(), [&](const Figure& figure) { return figure.name == name; });
    return found == figures.end() ? nullptr : &*found;
}

/// All texts of the figure's SVG, one a line.
QString textsOf(const Figure& figure)
{
    const QString svg = QString::fromUtf8(svgOf(figure));
    static const QRegularExpression kText(QStringLiteral("<text[^>]*>([^<]*)</text>"),
                                          QRegularExpression::DotMatchesEverythingOption);
    QStringList texts;
    for (auto match = kText.globalMatch(svg); match.hasNext();) {
        texts << match.next().captured(1).trimmed();
    }
    return texts.join(QLatin1Char('\n'));
}

bool hasColor(const QImage& image, const QColor& color)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == color) {
                return true;
            }
        }
    }
    return false;
}

std::vector<Figure> plainFigures(const ReportData& data)
{
    return figuresOf(data, BandKind::StandardDeviation);
}

}  // namespace

Q_DECLARE_METATYPE(ReportData)

/// The figures of a report, from made-up runs: which there are, and what stands in them.
class tst_Figures : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void comeForTheData_data()
    {
        QTest::addColumn<ReportData>("data");
        QTest::addColumn<QStringList>("names");
        const QStringList bars{"convergence-x", "time-x", "parameters-x"};
        const QStringList curves = QStringList{"loss-x", "loss-twins-x", "accuracy-x", "difference-x"} + bars;
        QTest::newRow("nothing") << ReportData() << QStringList();
        QTest::newRow("no run") << dataOf(experiment({})) << QStringList();
        QTest::newRow("runs that have just begun")
            << dataOf(experiment({run(1, kBn, RunStatus::Running, 0), run(1, kNoBn, RunStatus::Running, 0)}))
            << QStringList{"parameters-x"};
        QTest::newRow("a pair") << dataOf(experiment(pairs(1))) << curves;
        QTest::newRow("three pairs") << dataOf(experiment(pairs(3))) << curves;
        QTest::newRow("one run") << dataOf(experiment({run(1, kBn)})) << QStringList{"loss-x", "accuracy-x"};
        QTest::newRow("one of the pair diverged")
            << dataOf(experiment({run(1, kBn), run(1, kNoBn, RunStatus::Diverged, 7)}))
            << QStringList{"loss-x", "loss-twins-x", "accuracy-x", "parameters-x"};
        QTest::newRow("answers without images") << dataOf(withAnswers(false)) << curves + QStringList{"confusion-x"};
        QTest::newRow("answers with images")
            << dataOf(withAnswers(true))
            << curves + QStringList{"confusion-x", "misclassified-x", "misclassified-one-x"};
        ReportExperiment other = withAnswers(true);
        other.testImages->labels = {3, 2, 1, 0};
        QTest::newRow("images of other digits") << dataOf(other) << curves + QStringList{"confusion-x"};
        QTest::newRow("a network") << dataOf(withModels(ModelFamily::Cnn)) << QStringList{"architecture-x"};
    }

    void comeForTheData()
    {
        QFETCH(ReportData, data);
        QTEST(namesOf(plainFigures(data)), "names");
    }

    void areDrawnInEveryFormat_data()
    {
        QTest::addColumn<ReportData>("data");
        QTest::newRow("a pair with answers") << dataOf(withAnswers(true));
        QTest::newRow("three pairs") << dataOf(experiment(pairs(3)));
        QTest::newRow("MLP") << dataOf(withModels(ModelFamily::Mlp));
        QTest::newRow("ResNet") << dataOf(withModels(ModelFamily::ResNet));
        QTest::newRow("cases") << ofRates();
    }

    void areDrawnInEveryFormat()
    {
        QFETCH(ReportData, data);
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        const auto figures = plainFigures(data);
        QVERIFY(!figures.empty());
        for (const Figure& figure : figures) {
            const QString name = QString::fromStdString(figure.name);
            QVERIFY2(writeFigure(figure, path).has_value(), qPrintable(name));
            const auto fileOf = [&](const char* ending) { return folder.filePath(name + QLatin1String(ending)); };
            const QImage image(fileOf(".png"));
            // 300 dpi, in the centimetres of the figure.
            QVERIFY2(std::abs(image.width() - figure.widthCm / 2.54 * 300) <= 1, qPrintable(name));
            QVERIFY2(std::abs(image.height() - figure.heightCm / 2.54 * 300) <= 1, qPrintable(name));
            QVERIFY2(hasColor(image, QColor(0x1d, 0x23, 0x2a)), qPrintable(name));
            // The same for a column: as high as it needs, and nothing of a word is cut off at its sides.
            const QImage column(folder.filePath("column/" + name + ".png"));
            QVERIFY2(std::abs(column.width() - std::min(figure.widthCm, 8.5) / 2.54 * 300) <= 1, qPrintable(name));
            QVERIFY2(figure.columnHeightCm >= 2 && column.height() > 0, qPrintable(name));
            for (const int x : {0, column.width() - 1}) {
                const QImage side = column.copy(x, 0, 1, column.height());
                QVERIFY2(!hasColor(side, QColor(0x1d, 0x23, 0x2a)), qPrintable(name));
            }
            QVERIFY(QFile::exists(folder.filePath("column/" + name + ".pdf")));
            QVERIFY(QFile::exists(folder.filePath("column/" + name + ".svg")));
            QFile pdf(fileOf(".pdf"));
            QVERIFY(pdf.open(QIODevice::ReadOnly) && pdf.readAll().startsWith("%PDF-"));
            QFile text(fileOf(".txt"));
            QVERIFY(text.open(QIODevice::ReadOnly));
            const QString said = QString::fromUtf8(text.readAll());
            QVERIFY(said.contains(figure.title) && said.contains(figure.caption));
            QVERIFY2(!figure.caption.contains(QLatin1Char('%') + QString::number(1)), qPrintable(figure.caption));
            QVERIFY2(QFile::exists(fileOf(".svg")) && !textsOf(figure).isEmpty(), qPrintable(name));
        }
    }

    void sayWhatTheyShow_data()
    {
        QTest::addColumn<ReportData>("data");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("texts");
        const auto one = dataOf(experiment(pairs(1)));
        const auto three = dataOf(experiment(pairs(3)));
        QTest::newRow("loss") << one << "loss-x"
                              << QStringList{"with BN", "without BN", "iteration", "training loss (cross entropy)",
                                             "Training loss at every iteration"};
        QTest::newRow("loss of seeds") << three << "loss-x"
                                       << QStringList{"with BN: mean ± SD, n = 3", "without BN: mean ± SD, n = 3"};
        QTest::newRow("each twin") << three << "loss-twins-x" << QStringList{"with BN, seed 1", "without BN, seed 3"};
        QTest::newRow("accuracy") << three << "accuracy-x"
                                  << QStringList{"epoch", "Test accuracy", "Training accuracy",
                                                 "with BN: mean ± SD, n = 3"};
        QTest::newRow("difference") << three << "difference-x"
                                    << QStringList{"difference (percentage points)", "BN − no BN: mean ± SD, n = 3",
                                                   "0"};
        QTest::newRow("convergence") << one << "convergence-x" << QStringList{"95 %", "not reached", "97 %", "20"};
        QTest::newRow("time") << one << "time-x" << QStringList{"seconds", "with BN", "without BN"};
        // 200,000 + 394 + 768 by hand.
        QTest::newRow("parameters") << one << "parameters-x"
                                    << QStringList{"200,000", "394", "768", "0", "201,162", "200,394", "γ"};
        QTest::newRow("confusion") << dataOf(withAnswers(false)) << "confusion-x"
                                   << QStringList{"true class", "predicted class", "Confusion matrix with BN"};
        QTest::newRow("errors") << dataOf(withAnswers(true)) << "misclassified-x"
                                << QStringList{"1 → 7", "2 → 7", "75.0 %"};
        QTest::newRow("errors of one") << dataOf(withAnswers(true)) << "misclassified-one-x"
                                       << QStringList{"1 → 7", "2 → 7"};
        QTest::newRow("CNN") << dataOf(withModels(ModelFamily::Cnn)) << "architecture-x"
                             << QStringList{"Conv2d 3×3",    "BatchNorm2d", "ReLU",
                                            "AvgPool2d 2×2", "→ 10",        "batch normalization"};
        QTest::newRow("ResNet") << dataOf(withModels(ModelFamily::ResNet)) << "architecture-x"
                                << QStringList{"Add", "Conv2d 1×1 /2", "GlobalAvgPool2d", "→ 64×4×4"};
        QTest::newRow("sensitivity") << ofRates() << "sensitivity-lr" << QStringList{"0.01", "0.1", "1", "×: diverged"};
    }

    void sayWhatTheyShow()
    {
        QFETCH(ReportData, data);
        QFETCH(QString, name);
        QFETCH(QStringList, texts);
        const auto figures = plainFigures(data);
        const Figure* figure = find(figures, name.toStdString());
        QVERIFY(figure != nullptr);
        const QStringList said = textsOf(*figure).split(QLatin1Char('\n'));
        for (const QString& text : texts) {
            QVERIFY2(said.contains(text),
                     qPrintable(text + QLatin1String(" is not in ") + said.join(QLatin1Char('|'))));
        }
    }

    /// By hand: one of four digits is wrong, so three cells of the diagonal and the cell (1, 7) hold a 1 beside BN.
    void confusionCountsAreThere()
    {
        ReportExperiment one = withAnswers(false);
        for (ReportRun& each : one.runs) {
            // 0 eleven times instead of once: a number that no axis shows.
            each.predictions->labels.insert(each.predictions->labels.end(), 10, 0);
            for (int i = 0; i < 10; ++i) {
                each.predictions->probabilities.push_back(0.9F);
                each.predictions->probabilities.insert(each.predictions->probabilities.end(), 9, 0.0F);
            }
        }
        const auto figures = plainFigures(dataOf(std::move(one)));
        const QStringList said = textsOf(*find(figures, "confusion-x")).split(QLatin1Char('\n'));
        QCOMPARE(said.count(QStringLiteral("11")), 2);
        // Class 1 twice on each of two axes, three cells in each matrix.
        QCOMPARE(said.count(QStringLiteral("1")), 2 * 2 + 2 * 3);
    }

    void confusionOfClasses_data()
    {
        QTest::addColumn<int>("classes");
        QTest::addColumn<bool>("isCounted");
        QTest::newRow("7") << 7 << true;
        QTest::newRow("26") << 26 << false;
        QTest::newRow("256") << 256 << false;
    }

    /// Counts where they have room, numbers of classes where they have room, names in the caption.
    void confusionOfClasses()
    {
        QFETCH(const int, classes);
        QFETCH(const bool, isCounted);
        Predictions predictions;
        predictions.classes = classes;
        // Three hundred of each class, a number that no axis shows.
        for (int i = 0; i < 300 * classes; ++i) {
            predictions.labels.push_back(i % classes);
            for (int k = 0; k < classes; ++k) {
                predictions.probabilities.push_back(k == i % classes ? 1.0F : 0.0F);
            }
        }
        ReportExperiment one = experiment(pairs(1));
        one.runs[0].predictions = std::move(predictions);
        one.classes = numberedClasses(classes);
        one.classes[1] = "Trouser";
        const auto figures = plainFigures(dataOf(std::move(one)));
        const Figure* figure = find(figures, "confusion-x");
        QVERIFY(figure != nullptr);
        const QStringList said = textsOf(*figure).split(QLatin1Char('\n'));
        QCOMPARE(said.count(QStringLiteral("300")), isCounted ? classes : 0);
        QCOMPARE(said.count(QStringLiteral("0")), 2);
        QVERIFY2(said.size() < 80, qPrintable(QString::number(said.size())));
        QCOMPARE(figure->caption.contains("Classes: 0 0, 1 Trouser, 2 2"), classes <= 30);
    }

    void divergedIsMarked()
    {
        auto runs = pairs(2);
        runs[3] = run(2, kNoBn, RunStatus::Diverged, 7);
        const auto figures = plainFigures(dataOf(experiment(runs)));
        const Figure* loss = find(figures, "loss-x");
        QVERIFY(loss != nullptr);
        QVERIFY2(textsOf(*loss).contains(QStringLiteral("without BN, seed 2: diverged")), qPrintable(textsOf(*loss)));
        QVERIFY2(loss->caption.contains(QStringLiteral("without BN of seed 2 diverged after iteration 7")),
                 qPrintable(loss->caption));
        // Means are of the runs that reached their end.
        QVERIFY(textsOf(*loss).contains(QStringLiteral("with BN: mean ± SD, n = 2")));
        QVERIFY(textsOf(*loss).contains(QStringLiteral("without BN, seed 1")));
        const auto ofRatesFigures = plainFigures(ofRates());
        const Figure* sensitivity = find(ofRatesFigures, "sensitivity-lr");
        QVERIFY2(sensitivity->caption.contains(QStringLiteral("without BN at 1 (1 of 1)")),
                 qPrintable(sensitivity->caption));
        QVERIFY(!sensitivity->experiment);
    }

    void cutOffIsSaid()
    {
        auto runs = pairs(1);
        runs[0] = run(1, kBn, RunStatus::Cancelled, 12);
        const auto figures = plainFigures(dataOf(experiment(runs)));
        QVERIFY(find(figures, "loss-x")
                    ->caption.contains(QStringLiteral("with BN of seed 1 was cut off after "
                                                      "iteration 12")));
        QVERIFY(find(figures, "difference-x") == nullptr);
    }

    void twinsHaveTheirColors()
    {
        const auto figures = plainFigures(dataOf(experiment(pairs(1))));
        for (const char* name : {"loss-x", "accuracy-x", "time-x", "parameters-x"}) {
            const QByteArray svg = svgOf(*find(figures, name));
            for (const std::string variant : {kBn, kNoBn}) {
                QVERIFY2(svg.contains("WenQuanYi Micro Hei, sans-serif\""), name);
                QVERIFY2(svg.contains(variantColor(variant, 0, false).name().toLatin1()), name);
            }
        }
    }

    /// Of 1, 2, 6: mean 3, standard deviation √7, standard error √(7/3); t(0.975, 2) = 4.302653 (a table of Student's
    /// t) times the standard error 1.527525 is 6.572410.
    void bandsAreTheStatistics_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("lower");
        QTest::addColumn<double>("upper");
        const auto row = [](const char* name, BandKind kind, double below, double above) {
            QTest::newRow(name) << static_cast<int>(kind) << 3 - below << 3 + above;
        };
        row("standard deviation", BandKind::StandardDeviation, std::sqrt(7.0), std::sqrt(7.0));
        row("standard error", BandKind::StandardError, std::sqrt(7.0 / 3), std::sqrt(7.0 / 3));
        row("interval", BandKind::Interval95, 6.572410, 6.572410);
        row("least and greatest", BandKind::MinMax, 2, 3);
    }

    void bandsAreTheStatistics()
    {
        QFETCH(int, kind);
        QFETCH(double, lower);
        QFETCH(double, upper);
        // The second x is not in all of them, the third is not finite in one: neither has a mean.
        const Band band =
            bandOf({{{1, 1}, {2, 5}, {3, 1}, {4, 0}}, {{1, 2}, {3, kNan}, {4, 0}}, {{1, 6}, {3, 1}, {4, 3}}},
                   static_cast<BandKind>(kind));
        QCOMPARE(band.n, std::size_t{3});
        QCOMPARE(band.mean.size(), std::size_t{2});
        QCOMPARE(band.mean[0], QPointF(1, 3));
        QCOMPARE(band.mean[1], QPointF(4, 1));
        QVERIFY(std::abs(band.lower[0].y() - lower) < 1e-5);
        QVERIFY(std::abs(band.upper[0].y() - upper) < 1e-5);
    }

    void bandOfOneSeedHasNoWidth()
    {
        const Band band =
            bandOf(std::vector<std::vector<QPointF>>{{QPointF(1, 5), QPointF(2, 6)}}, BandKind::Interval95);
        QCOMPARE(band.lower, band.upper);
        QCOMPARE(band.mean, band.lower);
        QCOMPARE(bandLabel(QStringLiteral("a"), BandKind::Interval95, 1), QStringLiteral("a"));
        QVERIFY(bandOf({}, BandKind::MinMax).mean.empty());
    }

    void failureIsReported()
    {
        const auto figures = plainFigures(dataOf(experiment(pairs(1))));
        const QTemporaryDir folder;
        const Status status = writeFigure(figures.front(), folder.filePath(QStringLiteral("missing")).toStdString());
        QVERIFY(!status);
        QVERIFY(QString::fromStdString(status.error().message).contains(QStringLiteral("missing")));
    }
};

int main(int argc, char** argv)
{
    // No widget is needed: the command line has none.
    QGuiApplication application(argc, argv);
    tst_Figures test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_Figures.moc"

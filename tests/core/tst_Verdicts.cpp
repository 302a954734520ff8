#include <QTest>
#include <cmath>
#include <functional>
#include <limits>

#include <normscope/experiment/Verdicts.h>

using namespace normscope;

namespace
{

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

using MakeRows = std::function<void(std::int64_t look, ProbeRows& rows)>;

/// Looks at every tenth iteration with the rows that `make` gives.
ProbeLooks looksOf(const char* instrument, int count, const MakeRows& make)
{
    ProbeLog log;
    for (int i = 0; i < count; ++i) {
        ProbeRows rows{instrument, i * 10, {}, {}};
        make(i, rows);
        log.append(rows);
    }
    return ProbeLooks(log);
}

void add(ProbeRows& rows, const char* layer, const std::vector<double>& values)
{
    rows.layers.emplace_back(layer);
    rows.values.insert(rows.values.end(), values.begin(), values.end());
}

/// One unit whose median goes `step` farther with each look, two wide.
ProbeLooks drifting(double step, int count = 10)
{
    return looksOf("distribution", count, [step](std::int64_t i, ProbeRows& rows) {
        const double middle = step * static_cast<double>(i);
        add(rows, "relu1", {0, middle - 1, middle, middle + 1});
    });
}

ProbeLooks bands(double loss, double gradient, double beta, int count = 10)
{
    return looksOf("smoothness", count, [=](std::int64_t /*i*/, ProbeRows& rows) {
        add(rows, "", {1, 1 + loss, 2, 2 + gradient, beta});
    });
}

ProbeLooks gradients(const std::vector<double>& norms)
{
    return looksOf("depth", 4, [&](std::int64_t /*i*/, ProbeRows& rows) {
        double depth = 0;
        for (const double norm : norms) {
            add(rows, "linear", {++depth, 1, 1, norm, 1, kNan, kNan});
        }
        add(rows, "", {kNan, kNan, kNan, kNan, kNan, 0.1, 0.9});
    });
}

ProbeLooks modes(double gap, bool hasBn, int count = 10)
{
    return looksOf("batch-statistics", count, [=](std::int64_t i, ProbeRows& rows) {
        if (hasBn) {
            add(rows, "bn1", {0, 1, 1, 1, 1, 1, 0, kNan, kNan, kNan, kNan});
        }
        // Before the estimates have warmed up the modes differ, which does not count.
        const double now = i < 3 ? 0.8 : gap;
        add(rows, "", {kNan, kNan, kNan, kNan, kNan, kNan, kNan, 0.5, 0.9, 0.5, 0.9 - now});
    });
}

ProbeLooks dead(double first, double second)
{
    return looksOf("units", 3, [=](std::int64_t i, ProbeRows& rows) {
        add(rows, "linear1", {100, kNan, 1e-3});
        add(rows, "relu1", {100, i < 2 ? 0 : first, kNan});
        add(rows, "relu2", {300, i < 2 ? 0 : second, kNan});
    });
}

ProbeLooks sharp(double lambdaLr, double threshold = 2, int count = 4)
{
    return looksOf("sharpness", count, [=](std::int64_t /*i*/, ProbeRows& rows) {
        add(rows, "", {lambdaLr * 10, lambdaLr, threshold});
    });
}

}  // namespace

/// What is said of a run with BN and its twin, by numbers made up for it.
class tst_Verdicts : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void namesAll()
    {
        QCOMPARE(questions().size(), std::size_t{6});
        for (const Question question : questions()) {
            QVERIFY(!nameOf(question).empty());
            QVERIFY(findInstrument(instrumentOf(question)) != nullptr);
            const Answer nothing = answer(question, nullptr, nullptr);
            QCOMPARE(nothing.verdict, Verdict::TooLittle);
            QCOMPARE(nothing.reason, VerdictReason::NotMeasured);
        }
    }

    void answers_data()
    {
        QTest::addColumn<Question>("question");
        QTest::addColumn<ProbeLooks>("with");
        QTest::addColumn<ProbeLooks>("without");
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<VerdictReason>("reason");
        const auto row = [](const char* name, Question question, ProbeLooks with, ProbeLooks without, Verdict verdict,
                            VerdictReason reason = VerdictReason::Measured) {
            QTest::newRow(name) << question << std::move(with) << std::move(without) << verdict << reason;
        };
        using V = Verdict;
        using R = VerdictReason;
        row("drifts without", Question::Drift, drifting(0.1), drifting(0.2), V::AsInPaper);
        row("drifts with", Question::Drift, drifting(0.2), drifting(0.1), V::NotAsInPaper);
        row("drifts alike", Question::Drift, drifting(0.1), drifting(0.12), V::TooLittle, R::NoDifference);
        row("drifts just enough", Question::Drift, drifting(0.4), drifting(0.51), V::AsInPaper);
        row("drifts not enough", Question::Drift, drifting(0.4), drifting(0.49), V::TooLittle, R::NoDifference);
        row("stays where it is", Question::Drift, drifting(0), drifting(0.1), V::AsInPaper);
        row("neither drifts", Question::Drift, drifting(0), drifting(0), V::TooLittle, R::FewLooks);
        row("four looks", Question::Drift, drifting(0.1, 4), drifting(0.2), V::TooLittle, R::FewLooks);
        row("one run", Question::Drift, drifting(0.1), ProbeLooks(), V::TooLittle, R::NoTwin);
        row("who is ahead has not drifted more", Question::Drift, drifting(0.1, 100), drifting(0.2, 10), V::AsInPaper);

        row("smoother", Question::Smoothness, bands(0.1, 1, 5), bands(0.2, 2, 5), V::AsInPaper);
        row("smoother in one alone", Question::Smoothness, bands(0.1, 1, 5), bands(0.2, 1, 5), V::TooLittle,
            R::NoDifference);
        row("both", Question::Smoothness, bands(0.1, 1, 9), bands(0.2, 2, 5), V::TooLittle, R::NoDifference);
        row("rougher", Question::Smoothness, bands(0.2, 2, 9), bands(0.1, 1, 5), V::NotAsInPaper);
        row("loss has left", Question::Smoothness, bands(0.2, 2, 9), bands(kNan, kInf, kInf), V::AsInPaper);
        row("too few bands", Question::Smoothness, bands(0.1, 1, 5, 4), bands(0.2, 2, 5), V::TooLittle, R::FewLooks);

        row("vanish without", Question::Depth, gradients({1, 1, 1.5}), gradients({1e-3, 0.1, 1}), V::AsInPaper);
        row("vanish with", Question::Depth, gradients({1e-3, 0.1, 1}), gradients({1, 1, 1.5}), V::NotAsInPaper);
        row("are nothing without", Question::Depth, gradients({1, 1, 1.5}), gradients({0, 0.1, 1}), V::AsInPaper);
        row("two layers", Question::Depth, gradients({1, 2}), gradients({1, 3}), V::TooLittle, R::FewLayers);

        row("modes agree", Question::Evaluation, modes(0.01, true), modes(0, false), V::AsInPaper);
        // One of 50 images, as numbers of a computer have it.
        row("modes differ by an image", Question::Evaluation, modes(0.9 - 0.88, true), modes(0, false), V::AsInPaper);
        row("modes disagree", Question::Evaluation, modes(0.1, true), modes(0, false), V::NotAsInPaper);
        row("modes differ a little", Question::Evaluation, modes(0.03, true), modes(0, false), V::TooLittle,
            R::NoDifference);
        row("modes of one run", Question::Evaluation, modes(0.01, true), ProbeLooks(), V::AsInPaper);
        row("no BN", Question::Evaluation, modes(0, false), modes(0, false), V::TooLittle, R::NoBatchNorm);
        row("few modes", Question::Evaluation, modes(0.01, true, 3), ProbeLooks(), V::TooLittle, R::FewLooks);

        row("die without", Question::DeadUnits, dead(0, 0), dead(0.1, 0.2), V::AsInPaper);
        row("die with", Question::DeadUnits, dead(0.1, 0.2), dead(0, 0), V::NotAsInPaper);
        row("none dies", Question::DeadUnits, dead(0, 0), dead(0, 0), V::TooLittle, R::NoDifference);
        row("no ReLU", Question::DeadUnits, dead(kNan, kNan), dead(kNan, kNan), V::TooLittle, R::NoRelu);

        row("below", Question::Sharpness, sharp(1.5), sharp(1.9), V::AsInPaper);
        row("above", Question::Sharpness, sharp(1.5), sharp(3), V::NotAsInPaper);
        row("just above", Question::Sharpness, sharp(1.5), sharp(2.1), V::TooLittle, R::NoDifference);
        row("sharp alone", Question::Sharpness, sharp(1.5), ProbeLooks(), V::AsInPaper);
        row("sharp without BN alone", Question::Sharpness, ProbeLooks(), sharp(1.5), V::AsInPaper);
        row("no number", Question::Sharpness, sharp(kNan), sharp(kNan), V::TooLittle, R::FewLooks);
        row("once", Question::Sharpness, sharp(1, 2, 1), sharp(1, 2, 1), V::TooLittle, R::FewLooks);
    }

    void answers()
    {
        QFETCH(const Question, question);
        QFETCH(const ProbeLooks, with);
        QFETCH(const ProbeLooks, without);
        const Answer given = answer(question, &with, &without);
        QTEST(given.verdict, "verdict");
        QTEST(given.reason, "reason");
    }

    void givesTheFigures()
    {
        // A median that wandered by 1.8 in widths of 2.
        const ProbeLooks with = drifting(0.1);
        const ProbeLooks without = drifting(0.2);
        const Answer drift = answer(Question::Drift, &with, &without);
        QCOMPARE(drift.figures.front().with, 0.45);
        QCOMPARE(drift.figures.front().without, 0.9);
        QCOMPARE(drift.looks, std::size_t{10});
        const ProbeLooks some = dead(0.1, 0.2);
        // 10 and 60 of 400.
        QCOMPARE(answer(Question::DeadUnits, &some, &some).figures.front().with, 0.175);
        const ProbeLooks even = gradients({0.5, 1, 4});
        QCOMPARE(answer(Question::Depth, &even, &even).figures.front().without, 8.0);
    }

    /// Only iterations that both have count, and of them the first half.
    void comparesAtTheSameIterations()
    {
        ProbeLog with;
        ProbeLog without;
        for (int i = 0; i < 20; ++i) {
            const double width = i < 10 ? 1 : 100;
            with.append({"smoothness", i, {""}, {0, width, 0, width, width}});
            if (i % 2 == 0) {
                without.append({"smoothness", i, {""}, {0, 2 * width, 0, 2 * width, 2 * width}});
            }
        }
        const ProbeLooks own(with);
        const ProbeLooks other(without);
        const Answer given = answer(Question::Smoothness, &own, &other);
        QCOMPARE(given.looks, std::size_t{10});
        QCOMPARE(given.figures.front().with, 1.0);
        QCOMPARE(given.figures.front().without, 2.0);
    }

    void readsWhatIsNew()
    {
        ProbeLog log;
        ProbeLooks looks;
        QVERIFY(!looks.read(log) && looks.empty());
        log.append({"units", 0, {"relu1"}, {1, 2, 3}});
        QVERIFY(looks.read(log));
        QVERIFY(!looks.read(log));
        log.append({"depth", 0, {}, {}});
        log.append({"units", 10, {"relu1"}, {1, 2, 4}});
        QVERIFY(looks.read(log));
        QCOMPARE(looks.of("units").size(), std::size_t{2});
        QCOMPARE(looks.of("units").back()->iteration, std::int64_t{10});
        QVERIFY(looks.of("nothing").empty());
        const ProbeRows& last = *looks.of("units").back();
        QCOMPARE(valueAt(last, 0, *columnOf("units", "update_ratio")), 4.0);
        QVERIFY(std::isnan(valueAt(last, 1, 0)) && std::isnan(valueAt(last, 0, 3)));
        QVERIFY(!columnOf("units", "nothing") && !columnOf("nothing", "units"));
    }
};

QTEST_APPLESS_MAIN(tst_Verdicts)
#include "tst_Verdicts.moc"

#include "ui/report/sections/Findings.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <numeric>

#include <normscope/base/Numbers.h>

#include "ui/models/ValueText.h"
#include "ui/report/sections/Names.h"

namespace normscope::ui
{

namespace
{

/// "p = 0.031", "p < 0.001", never broken between lines.
QString relationText(double p)
{
    const QString value = pText(p);
    const QString relation = value.startsWith(QLatin1Char('<')) ? value : QLatin1String("= ") + value;
    return QString(QLatin1String("p ") + relation).replace(QLatin1Char(' '), QChar(QChar::Nbsp));
}

struct ReportFindings
{
    Q_DECLARE_TR_FUNCTIONS(ReportFindings)
};

constexpr double kPercent = 100;

QString percentText(double fraction)
{
    return QString::number(fraction * kPercent, 'f', std::abs(fraction) < 0.1 ? 1 : 0);
}

/// "97" of "iterations_to_0.97".
QString levelOf(const MeasureFacts& facts)
{
    const std::string& key = facts.measure.key;
    return QString::number(QString::fromStdString(key.substr(key.rfind('_') + 1)).toDouble() * kPercent, 'g', 4);
}

int countOf(const MeasureFacts& facts)
{
    return static_cast<int>(facts.own.size());
}

QString means(const MeasureFacts& facts, bool isOwn)
{
    return valueText(meanOf(isOwn ? facts.own : facts.reference), facts.measure.unit);
}

/// That the numbers of a sentence are means, where they are.
QString meansNote(int seeds)
{
    return seeds > 1 ? sentenceGap() + ReportFindings::tr("(Means over %n seeds.)", nullptr, seeds) : QString();
}

/// The level of accuracy that both reached in most pairs, the highest of several.
const MeasureFacts* furthestReached(const ExperimentFacts& facts)
{
    const MeasureFacts* best = nullptr;
    for (const MeasureFacts& one : facts.measures) {
        if (one.measure.key.starts_with("iterations_to_") && one.isCompared() &&
            (best == nullptr || one.own.size() >= best->own.size())) {
            best = &one;
        }
    }
    return best;
}

/// The mean difference with its interval, where there are seeds enough for one.
QString differenceWithInterval(const PairedStatistics& statistics, Unit unit)
{
    const QString mean = differenceText(statistics.mean, unit);
    if (!statistics.lower95 || !statistics.upper95) {
        return mean;
    }
    //: A difference and its confidence interval
    return ReportFindings::tr("%1 (95 % interval %2)").arg(mean, intervalText(statistics, unit));
}

/// Which of the levels of accuracy only one of the two reached.
QString reachedByOne(const ExperimentFacts& facts)
{
    QStringList own;
    QStringList reference;
    for (const MeasureFacts& one : facts.measures) {
        if (!one.measure.key.starts_with("iterations_to_") || one.isCompared()) {
            continue;
        }
        if (one.onlyOwn > 0 && one.onlyReference == 0) {
            own << levelOf(one);
        } else if (one.onlyReference > 0 && one.onlyOwn == 0) {
            reference << levelOf(one);
        }
    }
    QStringList sentences;
    //: %1 is "with BN", %2 a number
    const QString sentence = ReportFindings::tr("Only runs %1 reached %2 %.");
    if (!own.isEmpty()) {
        sentences << sentence.arg(runPhrase(facts.variant), own.back());
    }
    if (!reference.isEmpty()) {
        sentences << sentence.arg(runPhrase(facts.reference), reference.back());
    }
    return sentences.join(sentenceGap());
}

QString withEvidence(const QString& sentence, const PairedStatistics& statistics)
{
    return sentence + sentenceGap() + evidenceSentence(statistics);
}

}  // namespace

double meanOf(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::optional<double> deviationOf(const std::vector<double>& values)
{
    const auto spread = spreadOf(values);
    return spread ? spread->standardDeviation : std::nullopt;
}

QString pText(const std::optional<double>& p)
{
    return QString::fromStdString(pValueText(p));
}

const MeasureFacts* highestReached(const ExperimentFacts& facts, const std::string& prefix)
{
    const MeasureFacts* highest = nullptr;
    for (const MeasureFacts& one : facts.measures) {
        if (one.measure.key.starts_with(prefix) && one.isCompared() &&
            static_cast<std::int64_t>(one.own.size()) == one.pairs) {
            highest = &one;
        }
    }
    return highest;
}

QString intervalText(const PairedStatistics& statistics, Unit unit)
{
    if (!statistics.lower95 || !statistics.upper95) {
        return QStringLiteral("—");
    }
    QString lower = differenceText(statistics.lower95, unit);
    const QString upper = differenceText(statistics.upper95, unit);
    // The unit once, behind both.
    const qsizetype end = upper.indexOf(QLatin1Char(' '));
    if (end >= 0 && lower.endsWith(upper.mid(end))) {
        lower.chop(upper.size() - end);
    }
    //: Ends of an interval
    return ReportFindings::tr("%1 to %2").arg(lower, upper);
}

QString evidenceSentence(const PairedStatistics& statistics)
{
    const int count = static_cast<int>(statistics.n);
    const QString p = relationText(statistics.holmP.value_or(statistics.signFlipP.value_or(1)));
    const auto comparisons = static_cast<double>(statistics.comparisons);
    //: Behind a p-value: %1 is a number of variants that were compared
    const QString test =
        statistics.holmP
            ? ReportFindings::tr("%1 by Holm over %2 comparisons").arg(p, QString::number(statistics.comparisons))
            : p;
    switch (statistics.evidence) {
    case Evidence::OneSeed:
        return ReportFindings::tr("One seed says nothing about other seeds.");
    case Evidence::TooFewSeeds:
        return ReportFindings::tr(
                   "%n seeds are too few for a conclusion at the 5 % level: the sign-flip test cannot go below "
                   "p = %1 with them, so run at least %2.",
                   nullptr, count)
            .arg(QString::number(std::min(1.0, comparisons * statistics.smallestPossibleP), 'g', 3),
                 QString::number(seedsNeeded(statistics.comparisons)));
    case Evidence::AllEqual:
        return ReportFindings::tr("There is no difference in any of the %n seeds.", nullptr, count);
    case Evidence::NotDistinguishable:
        return ReportFindings::tr(
                   "Over %n seeds this is not distinguishable from chance at the 5 % level (sign-flip test, %1).",
                   nullptr, count)
            .arg(test);
    case Evidence::Distinguishable:
        return ReportFindings::tr(
                   "Over %n seeds this is more than chance would explain at the 5 % level (sign-flip test, %1).",
                   nullptr, count)
            .arg(test);
    }
    return {};
}

RichText timeFinding(const ExperimentFacts& facts)
{
    const MeasureFacts* time = facts.time();
    if (time == nullptr || !(meanOf(time->reference) > 0)) {
        return {};
    }
    const double ratio = meanOf(time->own) / meanOf(time->reference) - 1;
    constexpr double kSame = 0.005;
    const QStringList values{means(*time, true), means(*time, false), percentText(std::abs(ratio)),
                             runPhrase(facts.variant), runPhrase(facts.reference)};
    const QString sentence =
        !facts.isOfTwin()
            //: %4 and %5 are "with layer norm" and "without BN"
            ? std::abs(ratio) < kSame ? ReportFindings::tr("Training took %1 %4 and %2 %5: practically the same.")
              : ratio > 0             ? ReportFindings::tr("Training took %1 %4 and %2 %5: **%3 %** longer.")
                                      : ReportFindings::tr("Training took %1 %4 and %2 %5: **%3 %** shorter.")
            : std::abs(ratio) < kSame
                  ? ReportFindings::tr("Training took %1 with BN and %2 without it: practically the same.")
              : ratio > 0
                  ? ReportFindings::tr("Training took %1 with BN and %2 without it: BN made it **%3 %** longer.")
                  : ReportFindings::tr("Training took %1 with BN and %2 without it: with BN it was **%3 %** shorter.");
    return richText(sentence + meansNote(countOf(*time)), values);
}

RichText convergenceFinding(const ExperimentFacts& facts)
{
    const MeasureFacts* level = furthestReached(facts);
    const QString alone = reachedByOne(facts);
    if (level == nullptr) {
        return literal(alone);
    }
    const double own = meanOf(level->own);
    const double reference = meanOf(level->reference);
    QString sentence =
        !facts.isOfTwin()
            //: %5 and %6 are "with layer norm" and "without BN"
            ? ReportFindings::tr("%1 % test accuracy was reached after %2 iterations %5 and %3 %6.")
            : own < reference ? ReportFindings::tr("%1 % test accuracy was reached after %2 iterations with BN and %3 "
                                                   "without it: **earlier with BN**.")
              : own > reference
                  ? ReportFindings::tr("%1 % test accuracy was reached after %2 iterations with BN and %3 "
                                       "without it: **later with BN**.")
                  : ReportFindings::tr("%1 % test accuracy was reached after %2 iterations both with and "
                                       "without BN.");
    const auto count = static_cast<std::int64_t>(level->own.size());
    sentence += count < level->pairs
                    ? sentenceGap() + ReportFindings::tr("(Means over the %1 of %2 pairs in which both reached it.)")
                                          .arg(QString::number(count), QString::number(level->pairs))
                    : meansNote(countOf(*level));
    return richText(alone.isEmpty() ? sentence : sentence + sentenceGap() + QStringLiteral("%4"),
                    {levelOf(*level), means(*level, true), means(*level, false), alone, runPhrase(facts.variant),
                     runPhrase(facts.reference)});
}

RichText parametersFinding(const ExperimentFacts& facts)
{
    const MeasureFacts* total = facts.compared("parameters_total");
    const MeasureFacts* buffers = facts.compared("buffers");
    if (total == nullptr || buffers == nullptr || !(total->reference.front() > 0)) {
        return {};
    }
    if (!facts.isOfTwin()) {
        //: %3 and %4 are "with layer norm" and "without BN"
        return richText(
            ReportFindings::tr("The network %3 has **%1** learned parameters, the one %4 %2."),
            {means(*total, true), means(*total, false), runPhrase(facts.variant), runPhrase(facts.reference)});
    }
    const double more = total->own.front() - total->reference.front();
    const double moreBuffers = buffers->own.front() - buffers->reference.front();
    return richText(
        ReportFindings::tr(
            "BN adds **%1** learned parameters ($\\gamma$ and $\\beta$) to %2, which is %3 %, and %4 buffers "
            "(running statistics and their counters), which are not learned."),
        {QString::fromStdString(grouped(static_cast<std::int64_t>(more))), means(*total, false),
         QString::number(more / total->reference.front() * kPercent, 'g', 2),
         QString::fromStdString(grouped(static_cast<std::int64_t>(moreBuffers)))});
}

RichText accuracyFinding(const ExperimentFacts& facts)
{
    const MeasureFacts* accuracy = facts.compared("final_test_accuracy");
    if (accuracy == nullptr) {
        return {};
    }
    const PairedStatistics& statistics = accuracy->statistics;
    const bool isMean = countOf(*accuracy) > 1;
    const QString sentence =
        !facts.isOfTwin()
            //: %4 and %5 are "with layer norm" and "without BN"
            ? isMean ? ReportFindings::tr("The final test accuracy is on average **%1** %4 and **%2** %5: %3.")
                     : ReportFindings::tr("The final test accuracy is **%1** %4 and **%2** %5: %3.")
            : isMean ? ReportFindings::tr(
                           "The final test accuracy is on average **%1** with BN and **%2** without it: %3.")
                     : ReportFindings::tr("The final test accuracy is **%1** with BN and **%2** without it: %3.");
    return richText(withEvidence(sentence, statistics), {means(*accuracy, true), means(*accuracy, false),
                                                         differenceWithInterval(statistics, Unit::Fraction),
                                                         runPhrase(facts.variant), runPhrase(facts.reference)});
}

RichText divergenceFinding(const ReportExperiment& experiment, const ExperimentFacts& facts)
{
    if (facts.divergedOwn == 0 && facts.divergedReference == 0) {
        return {};
    }
    const QString sentence =
        facts.isOfTwin()
            ? ReportFindings::tr(
                  "At a learning rate of %1, **%2** of the runs with BN and **%3** of those without it diverged, of %4 "
                  "pairs.")
            //: %5 and %6 are "with layer norm" and "without BN"
            : ReportFindings::tr("At a learning rate of %1, **%2** of the runs %5 and **%3** of those %6 diverged, of "
                                 "%4 pairs.");
    return richText(sentence, {QString::fromStdString(shortest(experiment.stored.spec.training.sgd.lr)),
                               QString::number(facts.divergedOwn), QString::number(facts.divergedReference),
                               QString::number(facts.pairs), runPhrase(facts.variant), runPhrase(facts.reference)});
}

RichText mistakesFinding(std::uint64_t seed, const McNemar& test, const std::string& variant,
                         const std::string& reference)
{
    const auto text = [](std::int64_t value) { return QString::fromStdString(grouped(value)); };
    constexpr double kLevel = 0.05;
    //: %6 and %7 are "with BN" and "without BN"
    const QString sentence =
        test.onlyVariantErrs + test.onlyReferenceErrs == 0
            ? ReportFindings::tr("Seed %1: both err on the same %2 digits and on no other.")
        : test.p < kLevel
            ? ReportFindings::tr(
                  "Seed %1: both err on %2 digits, only the network %6 on %3, only the one %7 on %4. "
                  "These two networks differ on these digits by more than chance (McNemar's exact test, %5).")
            : ReportFindings::tr("Seed %1: both err on %2 digits, only the network %6 on %3, only the one %7 on %4. "
                                 "That is not distinguishable from chance (McNemar's exact test, %5).");
    return richText(sentence,
                    {QString::number(seed), text(test.both), text(test.onlyVariantErrs), text(test.onlyReferenceErrs),
                     relationText(test.p), runPhrase(variant), runPhrase(reference)});
}

}  // namespace normscope::ui

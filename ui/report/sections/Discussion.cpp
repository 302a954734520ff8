#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include <normscope/base/Numbers.h>

#include "ui/models/ValueText.h"
#include "ui/report/sections/Facts.h"
#include "ui/report/sections/Findings.h"
#include "ui/report/sections/Names.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportDiscussion
{
    Q_DECLARE_TR_FUNCTIONS(ReportDiscussion)
};

/// In how many pairs of how many levels of accuracy the variant was before the reference, or later.
struct Race
{
    int first = 0;
    int later = 0;
    int same = 0;
};

Race raceOf(const ExperimentFacts& facts, const std::string& prefix)
{
    Race race;
    for (const MeasureFacts& one : facts.measures) {
        if (one.measure.key.starts_with(prefix)) {
            for (std::size_t i = 0; i < one.own.size(); ++i) {
                (one.own[i] < one.reference[i]   ? race.first
                 : one.own[i] > one.reference[i] ? race.later
                                                 : race.same) += 1;
            }
            race.first += static_cast<int>(one.onlyOwn);
            race.later += static_cast<int>(one.onlyReference);
        }
    }
    return race;
}

QString speedSentence(const ExperimentFacts& facts, const QString& cited)
{
    const Race race = raceOf(facts, "iterations_to_");
    if (race.first + race.later + race.same == 0) {
        return ReportDiscussion::tr(
            "No run reached the lowest of the accuracy levels, so about convergence nothing can be said "
            "but what the curves show.");
    }
    if (!facts.isOfTwin()) {
        //: %1 and %2 are "with layer norm" and "without BN", the others numbers
        return ReportDiscussion::tr("Counted in iterations, over all pairs and accuracy levels the network %1 was "
                                    "earlier than the one %2 %3 times, later %4 times and as early %5 times.")
            .arg(runPhrase(facts.variant), runPhrase(facts.reference), QString::number(race.first),
                 QString::number(race.later), QString::number(race.same));
    }
    if (race.later == 0 && race.first > 0) {
        return ReportDiscussion::
            tr("Counted in iterations, the network with BN was never later than its twin at any accuracy level, and "
               "earlier %1 times of %2. That agrees with the faster convergence that Ioffe and Szegedy report %3.")
                .arg(QString::number(race.first), QString::number(race.first + race.same), cited);
    }
    if (race.first == 0) {
        return race.later > 0
                   ? ReportDiscussion::tr(
                         "Counted in iterations, the network with BN was never earlier than its twin at any "
                         "accuracy level. The faster convergence that Ioffe and Szegedy report %1 does not "
                         "show here.")
                         .arg(cited)
                   : ReportDiscussion::tr(
                         "Counted in iterations, the twins reached all accuracy levels at the same time, as far "
                         "as their evaluations can tell.");
    }
    return ReportDiscussion::tr(
               "Counted in iterations, neither was ahead throughout: over all pairs and accuracy levels the network "
               "with BN was earlier %1 times and later %2 times.")
        .arg(QString::number(race.first), QString::number(race.later));
}

/// Whether the cost of an iteration eats up what is gained in iterations.
QString clockSentence(const ExperimentFacts& facts)
{
    const MeasureFacts* seconds = highestReached(facts, "seconds_to_");
    const MeasureFacts* iterations = highestReached(facts, "iterations_to_");
    const MeasureFacts* time = facts.time();
    if (seconds == nullptr || iterations == nullptr || time == nullptr) {
        return {};
    }
    const std::string& key = seconds->measure.key;
    const QString level =
        QString::number(QString::fromStdString(key.substr(key.rfind('_') + 1)).toDouble() * 100, 'g', 4);
    const double own = meanOf(seconds->own);
    const double reference = meanOf(seconds->reference);
    if (!facts.isOfTwin()) {
        //: %4 and %5 are "with layer norm" and "without BN"
        return ReportDiscussion::tr("Counted in time, %1 % were reached after %2 of training %4 and %3 %5.")
            .arg(level, valueText(own, Unit::Seconds), valueText(reference, Unit::Seconds), runPhrase(facts.variant),
                 runPhrase(facts.reference));
    }
    const bool costsMore = meanOf(time->own) > meanOf(time->reference);
    const bool wasAhead = meanOf(iterations->own) < meanOf(iterations->reference);
    QString sentence =
        ReportDiscussion::tr("Counted in time, %1 % were reached after %2 of training with BN and %3 without it.");
    if (costsMore && wasAhead) {
        // Nearer to each other than times of single runs are to themselves.
        constexpr double kClose = 0.05;
        sentence =
            std::abs(own / reference - 1) < kClose
                ? ReportDiscussion::tr(
                      "An iteration with BN takes longer, which used up what was gained in iterations: %1 % were "
                      "reached after %2 of training with BN and %3 without it.")
            : own < reference
                ? ReportDiscussion::tr(
                      "An iteration with BN takes longer, but that was worth it here: %1 % were reached after "
                      "%2 of training with BN and %3 without it.")
                : ReportDiscussion::tr(
                      "An iteration with BN takes longer, and that cost it the lead: %1 % were reached after "
                      "%2 of training with BN and %3 without it.");
    }
    return sentence.arg(level, valueText(own, Unit::Seconds), valueText(reference, Unit::Seconds));
}

QString accuracySentence(const ExperimentFacts& facts)
{
    const MeasureFacts* accuracy = facts.compared("final_test_accuracy");
    if (accuracy == nullptr) {
        return {};
    }
    const PairedStatistics& statistics = accuracy->statistics;
    if (!facts.isOfTwin()) {
        //: %1 is "layer norm − no BN", %2 a difference, %3 a sentence
        return ReportDiscussion::tr("In final accuracy the difference %1 is %2. %3")
            .arg(differenceName(facts.variant, facts.reference), differenceText(statistics.mean, Unit::Fraction),
                 evidenceSentence(statistics));
    }
    switch (statistics.evidence) {
    case Evidence::OneSeed:
        return ReportDiscussion::tr(
                   "The difference in final accuracy (%1) is that of one pair. Another seed may give another one, even "
                   "of the other sign; nothing follows from it about batch normalization.")
            .arg(differenceText(statistics.mean, Unit::Fraction));
    case Evidence::TooFewSeeds:
        return ReportDiscussion::tr(
                   "The difference in final accuracy (%1 on average) comes from too few seeds to conclude anything.")
            .arg(differenceText(statistics.mean, Unit::Fraction));
    case Evidence::AllEqual:
        return ReportDiscussion::tr("In final accuracy the twins do not differ.");
    case Evidence::NotDistinguishable:
        return ReportDiscussion::tr(
                   "In final accuracy the twins are not distinguishable: the difference of %1 on average is within "
                   "what chance would give. That is no proof that they are equal.")
            .arg(differenceText(statistics.mean, Unit::Fraction));
    case Evidence::Distinguishable:
        return statistics.mean > 0
                   ? ReportDiscussion::tr(
                         "The final accuracy is higher with BN, by %1 on average, and more than chance explains.")
                         .arg(differenceText(statistics.mean, Unit::Fraction))
                   : ReportDiscussion::tr(
                         "The final accuracy is lower with BN, by %1 on average, and more than chance explains.")
                         .arg(differenceText(statistics.mean, Unit::Fraction));
    }
    return {};
}

QString divergenceSentence(const ExperimentFacts& facts)
{
    if (!facts.divergedLater) {
        return {};
    }
    if (!facts.isOfTwin()) {
        //: %1 and %3 are numbers, %2 and %4 "with layer norm" and "without BN"
        return ReportDiscussion::tr("At this learning rate %1 of the networks %2 and %3 of those %4 diverged.")
            .arg(QString::number(facts.divergedOwn), runPhrase(facts.variant), QString::number(facts.divergedReference),
                 runPhrase(facts.reference));
    }
    if (facts.divergedReference > 0 && facts.divergedOwn == 0) {
        return ReportDiscussion::tr(
                   "At this learning rate only networks without BN diverged (%1 of %2). That agrees with the higher "
                   "learning rates that Ioffe and Szegedy report to be possible with BN.")
            .arg(QString::number(facts.divergedReference), QString::number(facts.pairs));
    }
    if (facts.divergedOwn > 0 && facts.divergedReference == 0) {
        return ReportDiscussion::tr("At this learning rate only networks with BN diverged (%1 of %2).")
            .arg(QString::number(facts.divergedOwn), QString::number(facts.pairs));
    }
    return facts.divergedOwn > 0 ? ReportDiscussion::tr("Networks with and without BN diverged at this learning rate.")
                                 : QString();
}

RichText paragraphOf(DocumentBuilder& builder, const QString& title, const ExperimentFacts& facts, bool isNamed)
{
    QStringList sentences{divergenceSentence(facts)};
    if (facts.pairs > facts.excluded) {
        sentences << speedSentence(facts, builder.cite(Source::BatchNorm)) << clockSentence(facts)
                  << accuracySentence(facts);
    }
    sentences.removeAll(QString());
    if (sentences.isEmpty()) {
        return {};
    }
    const QString text = sentences.join(sentenceGap());
    return isNamed ? richText(QStringLiteral("**%1.** %2"), {title, text}) : literal(text);
}

bool any(const ReportData& data, bool (*holds)(const ExperimentSpec&))
{
    return std::any_of(data.experiments.begin(), data.experiments.end(),
                       [&](const ReportExperiment& one) { return holds(one.stored.spec); });
}

void addLimits(DocumentBuilder& builder, const ReportData& data)
{
    std::vector<RichText> items;
    constexpr std::size_t kEnoughSeeds = 6;
    const auto& seeds = data.experiments.front().stored.spec.seeds;
    if (any(data, [](const ExperimentSpec& spec) { return spec.seeds.size() < kEnoughSeeds; })) {
        items.push_back(literal(
            ReportDiscussion::tr("Fewer than 6 seeds were run in at least one experiment. The exact test cannot "
                                 "go below p = 0.05 with them, whatever the differences are.")));
    }
    if (data.experiments.size() == 1 && seeds.size() >= kEnoughSeeds) {
        items.push_back(literal(ReportDiscussion::tr("%n seeds were run; the intervals say how much is still open.",
                                                     nullptr, static_cast<int>(seeds.size()))));
    }
    items.push_back(literal(
        any(data, [](const ExperimentSpec& spec) { return variantsOf(spec).size() > 2; })
            ? ReportDiscussion::tr("All variants have the same hyperparameters. What suits one need not suit another, "
                                   "so this is no comparison of each at its best.")
            : ReportDiscussion::tr("Both twins have the same hyperparameters. What suits one need not suit the other, "
                                   "so this is no comparison of each at its best.")));
    if (any(data, [](const ExperimentSpec& spec) { return spec.training.testAt == TestAt::EveryEpoch; })) {
        items.push_back(literal(
            ReportDiscussion::tr("The test set was looked at during training. The best accuracy over epochs is "
                                 "therefore chosen with it and flatters; the final accuracy is the one to cite.")));
    }
    items.push_back(literal(ReportDiscussion::tr("Times are those of one machine and one implementation.")));
    builder.paragraph(ReportDiscussion::tr("What limits these findings:"));
    builder.list(std::move(items));
}

void addIdeas(DocumentBuilder& builder, const ReportData& data)
{
    std::vector<RichText> items;
    constexpr std::size_t kEnoughSeeds = 6;
    if (any(data, [](const ExperimentSpec& spec) { return spec.seeds.size() < kEnoughSeeds; })) {
        items.push_back(
            richText(ReportDiscussion::tr("Does the difference hold over seeds? `--seeds 1..6` trains six pairs, the "
                                          "fewest that can show it at the 5 % level.")));
    }
    const bool variesLr =
        data.plan && std::find(data.plan->varies.begin(), data.plan->varies.end(), "lr") != data.plan->varies.end();
    if (!variesLr) {
        items.push_back(richText(ReportDiscussion::tr("How far may the learning rate go with and without BN? "
                                                      "`--lr 0.01,0.03,0.1,0.3,1` tries it.")));
    }
    const bool variesBatch = data.plan && std::find(data.plan->varies.begin(), data.plan->varies.end(), "batch_size") !=
                                              data.plan->varies.end();
    if (!variesBatch) {
        items.push_back(richText(ReportDiscussion::tr("How small may batches be before their statistics are too noisy? "
                                                      "`--batch-size 2,8,32,128` tries it.")));
    }
    builder.paragraph(ReportDiscussion::tr("What could be asked next:"));
    builder.list(std::move(items));
}

}  // namespace

void addDiscussion(DocumentBuilder& builder, const ReportData& data)
{
    if (!hasPairs(data)) {
        return;
    }
    builder.heading(1, ReportDiscussion::tr("Discussion"));
    for (const ReportExperiment& experiment : data.experiments) {
        const auto all = factsOf(experiment);
        for (const ExperimentFacts& facts : all) {
            QStringList title;
            if (data.experiments.size() > 1) {
                title << asText(experiment.title);
            }
            if (all.size() > 1) {
                title << differenceName(facts.variant, facts.reference);
            }
            builder.paragraph(
                paragraphOf(builder, title.join(QStringLiteral(", ")), facts, /*isNamed=*/!title.isEmpty()));
        }
    }
    addLimits(builder, data);
    addIdeas(builder, data);
}

}  // namespace normscope::ui

#include "ui/models/TrainingForecast.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSettings>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include <normscope/graph/GraphJson.h>

#include "ui/models/SettingTexts.h"
#include "ui/models/ValueText.h"

namespace normscope::ui
{

namespace
{

constexpr qsizetype kMostCasesListed = 10;
/// More are counted only: they would have to be made with each letter that is typed.
constexpr std::size_t kMostCasesLookedAt = 1'000;

struct ForecastTexts
{
    Q_DECLARE_TR_FUNCTIONS(ForecastTexts)
};

QString keyOf(const NetworkLoad& load)
{
    return QStringLiteral("%1/%2/%3")
        .arg(QString::fromStdString(load.model), QString::number(load.batchSize), QString::number(load.threads));
}

/// What the shape of a network is made of, as a text.
std::string shapeKey(const ExperimentSpec& spec)
{
    std::string key = modelWord(spec);
    for (const Setting& setting : settings()) {
        if (setting.group == SettingGroup::Model) {
            key += '/' + setting.text(spec);
        }
    }
    return spec.network ? key + jsonText(graph::toJson(*spec.network)) : key;
}

/// The parameters of each variant; empty where the settings make no network.
std::vector<std::int64_t> parametersOf(const ExperimentSpec& spec, const DataShape& data)
{
    const bool stagesFit = !spec.isOf(ModelFamily::ResNet) || spec.blocks.size() == spec.widths.size();
    if (!stagesFit || !checkDepth(spec)) {
        return {};
    }
    std::vector<std::int64_t> counts;
    for (const std::string& variant : variantsOf(spec)) {
        const auto model = variantModelOf(spec, variant, data);
        const auto described =
            model ? graph::describe(*model) : Result<std::vector<graph::NodeDescription>>(passOn(model));
        if (!described) {
            return {};
        }
        counts.push_back(graph::totalOf(*described).total());
    }
    return counts;
}

/// The wall time of a case: each of its networks sees so many samples, as many at one time as there are lanes. None
/// where the speed of one is not known.
std::optional<double> secondsOf(const ExperimentSpec& spec, const std::vector<std::int64_t>& parameters, double samples,
                                const MeasuredSpeed& speed)
{
    const int threads = threadsOf(spec);
    double all = 0;
    double longest = 0;
    for (const std::int64_t count : parameters) {
        const auto rate = speed.samplesPerSecond({modelWord(spec), spec.training.batchSize, threads, count});
        if (!rate) {
            return std::nullopt;
        }
        longest = std::max(longest, samples / *rate);
        all += samples / *rate * static_cast<double>(spec.seeds.size());
    }
    const double seconds = std::max(longest, all / lanesOf(spec, threads));
    return seconds > 0 ? std::optional(seconds) : std::nullopt;
}

QString nameOf(const ExperimentCase& one)
{
    QStringList parts;
    for (const auto& [key, value] : one.values) {
        //: A setting and its value: "Learning rate 0.1"
        parts.append(ForecastTexts::tr("%1 %2").arg(plainLabel(key), QString::fromStdString(value)));
    }
    return parts.isEmpty() ? shownValue(*findSetting("model"), one.spec) : parts.join(QStringLiteral(" · "));
}

/// The combinations of values, without making them.
std::size_t casesIn(const ExperimentDocument& document)
{
    std::size_t cases = 1;
    for (const Setting& setting : settings()) {
        const auto values = static_cast<std::size_t>(document.values(setting.key).size());
        // Cases that are given one by one are no product.
        cases *= document.hasCases() ? 1 : std::max<std::size_t>(values, 1);
    }
    return cases;
}

}  // namespace

MeasuredSpeed::MeasuredSpeed()
    : m_speeds(QJsonDocument::fromJson(QSettings().value(QLatin1String(kKey)).toByteArray()).object())
{
}

void MeasuredSpeed::add(const ShownExperiment& experiment)
{
    struct Work
    {
        double samples = 0;
        double seconds = 0;
    };
    std::map<std::int64_t, Work> done;
    for (const auto& [key, run] : experiment.runs) {
        // A run that was read from a folder knows no samples: who knows where it was trained.
        if (run.status == RunStatus::Done && run.samplesPerEpoch > 0 && !run.epochs.empty()) {
            Work& work = done[run.parameters.total()];
            work.samples += static_cast<double>(run.samplesPerEpoch) * static_cast<double>(run.epochs.size());
            work.seconds += run.epochs.last("train_seconds") + run.epochs.last("eval_seconds");
        }
    }
    const ExperimentSpec& spec = experiment.spec;
    const QString key = keyOf({modelWord(spec), spec.training.batchSize, threadsOf(spec), 0});
    QJsonObject sizes = m_speeds.value(key).toObject();
    for (const auto& [parameters, work] : done) {
        if (work.seconds > 0) {
            sizes.insert(QString::number(parameters), work.samples / work.seconds);
        }
    }
    if (!sizes.isEmpty() && m_speeds.value(key).toObject() != sizes) {
        m_speeds.insert(key, sizes);
        QSettings().setValue(QLatin1String(kKey), QJsonDocument(m_speeds).toJson(QJsonDocument::Compact));
    }
}

std::optional<double> MeasuredSpeed::samplesPerSecond(const NetworkLoad& load) const
{
    // Sizes are told apart by their ratio.
    const auto distance = [&](double parameters) {
        return std::abs(std::log(parameters / static_cast<double>(load.parameters)));
    };
    std::optional<double> speed;
    double nearest = std::numeric_limits<double>::infinity();
    const QJsonObject sizes = m_speeds.value(keyOf(load)).toObject();
    for (auto size = sizes.begin(); size != sizes.end(); ++size) {
        const double parameters = size.key().toDouble();
        const double measured = size.value().toDouble();
        // Networks of the user's own have nothing in common but the word.
        const bool isEqual = size.key() == QString::number(load.parameters);
        if (parameters > 0 && measured > 0 && load.parameters > 0 && (isEqual || load.model != "network") &&
            distance(parameters) < nearest) {
            nearest = distance(parameters);
            speed = measured * parameters / static_cast<double>(load.parameters);
        }
    }
    return speed;
}

TrainingForecast forecastOf(const ExperimentDocument& document, ExperimentKind kind, const MeasuredSpeed& speed)
{
    TrainingForecast forecast;
    if (const std::size_t cases = kind == ExperimentKind::Twin ? casesIn(document) : 1; cases > kMostCasesLookedAt) {
        const ExperimentSpec& spec = document.spec();
        forecast.variants = variantsOf(spec).size();
        forecast.seeds = spec.seeds.size();
        forecast.cases = cases;
        forecast.runs = static_cast<std::int64_t>(cases * forecast.variants * forecast.seeds);
        return forecast;
    }
    const auto plan = kind == ExperimentKind::Twin ? document.plan() : std::nullopt;
    Experiment asked = plan ? *plan : experimentOf(document.spec());
    forecast.cases = asked.cases.size();
    forecast.seconds = 0;
    std::map<std::string, std::vector<std::int64_t>> parameters;
    for (ExperimentCase& one : asked.cases) {
        ExperimentSpec& spec = one.spec;
        spec.kind = kind;
        const std::size_t variants = variantsOf(spec).size();
        const bool isFirst = &one == &asked.cases.front();
        forecast.variants = isFirst || forecast.variants == variants ? variants : 0;
        forecast.seeds = isFirst || forecast.seeds == spec.seeds.size() ? spec.seeds.size() : 0;
        forecast.runs += runCount(spec);
        if (plan && forecast.names.size() < kMostCasesListed) {
            forecast.names.append(nameOf(one));
        }
        if (!forecast.seconds) {
            continue;
        }
        const auto [counts, isNew] = parameters.try_emplace(shapeKey(spec));
        if (isNew) {
            counts->second = parametersOf(spec, document.dataShape());
        }
        const auto samples = static_cast<double>(document.samplesToTrainOn(spec) * spec.training.epochs);
        const auto seconds = secondsOf(spec, counts->second, samples, speed);
        // Cases train one after the other.
        forecast.seconds = seconds ? std::optional(*forecast.seconds + *seconds) : std::nullopt;
    }
    return forecast;
}

QString amountText(const TrainingForecast& forecast)
{
    const auto cases = static_cast<int>(forecast.cases);
    const auto seeds = static_cast<int>(forecast.seeds);
    if (forecast.variants == 0 || forecast.seeds == 0) {
        return ForecastTexts::tr("%n networks", "", static_cast<int>(forecast.runs));
    }
    if (seeds == 1 && cases <= 1) {
        return forecast.variants == 1   ? ForecastTexts::tr("one")
               : forecast.variants == 2 ? ForecastTexts::tr("twin")
                                        : ForecastTexts::tr("%n variants", "", static_cast<int>(forecast.variants));
    }
    QStringList factors{forecast.variants > 1 ? QString::number(forecast.variants) : ForecastTexts::tr("one")};
    if (seeds > 1) {
        factors.append(ForecastTexts::tr("%n seeds", "", seeds));
    }
    if (cases > 1) {
        factors.append(ForecastTexts::tr("%n cases", "", cases));
    }
    return factors.join(QStringLiteral(" × "));
}

QString forecastText(const TrainingForecast& forecast)
{
    const auto seconds = forecast.seconds;
    //: %1 is what is trained: "2 × 6 seeds", %2 a time: "8 s"
    QStringList lines{seconds ? ForecastTexts::tr("%1, about %2").arg(amountText(forecast), durationText(*seconds))
                              : amountText(forecast)};
    for (const QString& name : forecast.names) {
        lines.append(QStringLiteral("• ") + name);
    }
    if (const auto more = static_cast<int>(forecast.cases) - static_cast<int>(forecast.names.size());
        forecast.cases > 1 && more > 0) {
        lines.append(ForecastTexts::tr("… %n more", "", more));
    }
    return lines.join(QLatin1Char('\n'));
}

}  // namespace normscope::ui

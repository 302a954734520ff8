#include "ui/models/Bands.h"

#include <QCoreApplication>
#include <cmath>
#include <optional>

#include <normscope/experiment/Statistics.h>

namespace normscope::ui
{

namespace
{

struct ReportFigures
{
    Q_DECLARE_TR_FUNCTIONS(ReportFigures)
};

/// How far down and up the band goes.
struct Edges
{
    double lower = 0;
    double upper = 0;
};

Edges edgesOf(const Spread& spread, BandKind kind)
{
    switch (kind) {
    case BandKind::StandardDeviation:
        return {spread.mean - spread.standardDeviation.value_or(0), spread.mean + spread.standardDeviation.value_or(0)};
    case BandKind::StandardError:
        return {spread.mean - spread.standardError.value_or(0), spread.mean + spread.standardError.value_or(0)};
    case BandKind::Interval95:
        return {spread.lower95.value_or(spread.mean), spread.upper95.value_or(spread.mean)};
    case BandKind::MinMax:
        break;
    }
    return {spread.min, spread.max};
}

}  // namespace

const char* keyOf(BandKind kind)
{
    switch (kind) {
    case BandKind::StandardDeviation:
        return "sd";
    case BandKind::StandardError:
        return "se";
    case BandKind::Interval95:
        return "ci95";
    case BandKind::MinMax:
        break;
    }
    return "minmax";
}

QString bandName(BandKind kind)
{
    switch (kind) {
    case BandKind::StandardDeviation:
        return ReportFigures::tr("Standard deviation");
    case BandKind::StandardError:
        return ReportFigures::tr("Standard error");
    case BandKind::Interval95:
        return ReportFigures::tr("95 % interval");
    case BandKind::MinMax:
        break;
    }
    return ReportFigures::tr("Least to greatest");
}

Band bandOf(const std::vector<std::vector<QPointF>>& series, BandKind kind)
{
    Band band;
    band.n = series.size();
    if (series.empty()) {
        return band;
    }
    std::vector<std::size_t> next(series.size(), 0);
    for (const QPointF& point : series.front()) {
        std::vector<double> values;
        for (std::size_t i = 0; i < series.size(); ++i) {
            std::size_t& at = next[i];
            while (at < series[i].size() && series[i][at].x() < point.x()) {
                ++at;
            }
            if (at < series[i].size() && series[i][at].x() == point.x() && std::isfinite(series[i][at].y())) {
                values.push_back(series[i][at].y());
            }
        }
        if (values.size() != series.size()) {
            continue;
        }
        if (const auto spread = spreadOf(values)) {
            const Edges edges = edgesOf(*spread, kind);
            band.mean.emplace_back(point.x(), spread->mean);
            band.lower.emplace_back(point.x(), edges.lower);
            band.upper.emplace_back(point.x(), edges.upper);
        }
    }
    return band;
}

QString bandLabel(const QString& name, BandKind kind, std::size_t n)
{
    if (n < 2) {
        return name;
    }
    QString text;
    switch (kind) {
    case BandKind::StandardDeviation:
        //: SD: standard deviation
        text = ReportFigures::tr("%1: mean ± SD, n = %2");
        break;
    case BandKind::StandardError:
        //: SE: standard error
        text = ReportFigures::tr("%1: mean ± SE, n = %2");
        break;
    case BandKind::Interval95:
        //: CI: confidence interval
        text = ReportFigures::tr("%1: mean, 95 % CI, n = %2");
        break;
    case BandKind::MinMax:
        text = ReportFigures::tr("%1: mean, min–max, n = %2");
        break;
    }
    return text.arg(name, QString::number(n));
}

QString bandSentence(BandKind kind, std::size_t n)
{
    if (n < 2) {
        return {};
    }
    switch (kind) {
    case BandKind::StandardDeviation:
        return ReportFigures::tr("Lines are means over %1 seeds, bands reach one standard deviation (SD) up and down.")
            .arg(n);
    case BandKind::StandardError:
        return ReportFigures::tr("Lines are means over %1 seeds, bands reach one standard error (SE) up and down.")
            .arg(n);
    case BandKind::Interval95:
        return ReportFigures::tr("Lines are means over %1 seeds, bands are the 95 % confidence intervals (CI) of the "
                                 "means.")
            .arg(n);
    case BandKind::MinMax:
        break;
    }
    return ReportFigures::tr("Lines are means over %1 seeds, bands reach from the least to the greatest value.").arg(n);
}

}  // namespace normscope::ui

#include <algorithm>
#include <cmath>
#include <deque>
#include <mutex>
#include <utility>

#include <normscope/base/FileIo.h>
#include <normscope/base/Numbers.h>
#include <normscope/experiment/ProbeLog.h>

namespace normscope
{

namespace
{

/// Cuts the rows of a file into looks: rows of one iteration that follow each other.
Status addLooks(const std::filesystem::path& path, const Instrument& instrument, std::vector<ProbeRows>& looks)
{
    std::vector<std::string> columns{"iteration"};
    columns.insert(columns.end(), instrument.columns.begin(), instrument.columns.end());
    auto file = readLabelledNumbers(path, "layer", columns);
    if (!file) {
        return passOn(file);
    }
    const std::size_t first = looks.size();
    for (std::size_t i = 0; i < file->labels.size(); ++i) {
        const auto numbers = file->numbers[i];
        constexpr double kMostCounted = 0x1p53;
        if (!(numbers[0] >= 0 && numbers[0] <= kMostCounted && std::floor(numbers[0]) == numbers[0])) {
            return fail(ErrorCode::Data, Message::tr("{}: line {} has '{}' where a whole number is expected",
                                                     path.string(), i + 2, shortest(numbers[0])));
        }
        const auto iteration = static_cast<std::int64_t>(numbers[0]);
        // As a training writes them, and not more: each look has memory of its own.
        constexpr std::size_t kMostLooks = 1'000'000;
        if (looks.size() > first && (iteration < looks.back().iteration || looks.size() - first > kMostLooks)) {
            return fail(
                ErrorCode::Data,
                Message::tr("{}: line {} is not in the order of iterations, or one of too many", path.string(), i + 2));
        }
        if (looks.size() == first || looks.back().iteration != iteration) {
            looks.push_back({instrument.name, iteration, {}, {}});
        }
        looks.back().layers.push_back(std::move(file->labels[i]));
        looks.back().values.insert(looks.back().values.end(), numbers.begin() + 1, numbers.end());
    }
    return {};
}

}  // namespace

ProbeTable::ProbeTable(const Instrument& instrument)
    : m_instrument(&instrument)
{
}

std::span<const double> ProbeTable::values(std::size_t row) const
{
    const std::size_t columns = m_instrument->columns.size();
    return std::span(m_values).subspan(row * columns, columns);
}

std::vector<double> ProbeTable::column(std::string_view name) const
{
    const auto& columns = m_instrument->columns;
    const auto found = std::find(columns.begin(), columns.end(), name);
    std::vector<double> column;
    for (std::size_t i = 0; found != columns.end() && i < size(); ++i) {
        column.push_back(values(i)[static_cast<std::size_t>(found - columns.begin())]);
    }
    return column;
}

void ProbeTable::append(const ProbeRows& look)
{
    m_iterations.insert(m_iterations.end(), look.layers.size(), look.iteration);
    m_layers.insert(m_layers.end(), look.layers.begin(), look.layers.end());
    m_values.insert(m_values.end(), look.values.begin(), look.values.end());
}

struct ProbeLog::Store
{
    mutable std::mutex mutex;
    std::deque<std::shared_ptr<const ProbeRows>> looks;
};

ProbeLog::ProbeLog()
    : m_store(std::make_shared<Store>())
{
}

std::size_t ProbeLog::size() const
{
    const std::lock_guard lock(m_store->mutex);
    return std::min(m_store->looks.size(), m_most);
}

std::shared_ptr<const ProbeRows> ProbeLog::look(std::size_t number) const
{
    const std::lock_guard lock(m_store->mutex);
    return m_store->looks.at(number);
}

ProbeTable ProbeLog::table(const Instrument& instrument) const
{
    ProbeTable table(instrument);
    for (std::size_t i = 0, count = size(); i < count; ++i) {
        if (const auto one = look(i); one->instrument == instrument.name) {
            table.append(*one);
        }
    }
    return table;
}

void ProbeLog::append(ProbeRows look)
{
    const std::lock_guard lock(m_store->mutex);
    const bool isPart = m_most != std::numeric_limits<std::size_t>::max();
    if (!isPart || m_store->looks.size() <= m_most) {
        m_store->looks.push_back(std::make_shared<const ProbeRows>(std::move(look)));
    }
    m_most += isPart ? 1 : 0;
}

ProbeLog ProbeLog::part() const
{
    ProbeLog shown = *this;
    shown.m_most = size();
    return shown;
}

std::string probeLines(const ProbeRows& look)
{
    const std::size_t rows = look.layers.size();
    const std::size_t columns = rows > 0 ? look.values.size() / rows : 0;
    std::string lines;
    for (std::size_t row = 0; row < rows; ++row) {
        CsvLine line;
        line.add(look.iteration).add(std::string_view(look.layers[row]));
        for (std::size_t i = 0; i < columns; ++i) {
            line.add(look.values[row * columns + i]);
        }
        lines += line.take();
    }
    return lines;
}

Json toJson(const ProbeRows& look)
{
    Json rows = Json::array();
    if (const Instrument* instrument = findInstrument(look.instrument)) {
        const auto& columns = instrument->columns;
        for (std::size_t row = 0; row < look.layers.size(); ++row) {
            Json one{{"layer", look.layers[row]}};
            for (std::size_t i = 0; i < columns.size(); ++i) {
                one[columns[i]] = finiteOrNull(look.values[row * columns.size() + i]);
            }
            rows.push_back(std::move(one));
        }
    }
    return {
        {"event", "probe"}, {"instrument", look.instrument}, {"iteration", look.iteration}, {"rows", std::move(rows)}};
}

Status readProbes(const std::filesystem::path& leaf, ProbeLog& log)
{
    std::vector<ProbeRows> looks;
    for (const Instrument& instrument : instruments()) {
        if (auto status = refuseLinks(leaf, instrument.file()); !status) {
            return status;
        }
        std::error_code error;
        if (!std::filesystem::exists(leaf / instrument.file(), error) && !error) {
            continue;
        }
        if (auto status = addLooks(leaf / instrument.file(), instrument, looks); !status) {
            return status;
        }
    }
    std::stable_sort(looks.begin(), looks.end(),
                     [](const ProbeRows& a, const ProbeRows& b) { return a.iteration < b.iteration; });
    for (ProbeRows& look : looks) {
        log.append(std::move(look));
    }
    return {};
}

}  // namespace normscope

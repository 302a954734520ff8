#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <utility>

#include <normscope/experiment/SeriesLog.h>

namespace normscope
{

namespace
{

constexpr std::size_t kFirstRows = 256;
/// Far more than any memory holds.
constexpr std::size_t kMostPieces = 48;
/// The columns before the series': iteration and epoch, which are whole and far below 2^53.
constexpr std::size_t kKeys = 2;
constexpr std::size_t kNoColumn = std::numeric_limits<std::size_t>::max();

/// Where a row lies: piece k holds kFirstRows · 2^k rows.
struct Place
{
    explicit Place(std::size_t row)
        : piece(static_cast<std::size_t>(std::bit_width(row / kFirstRows + 1)) - 1)
        , rows(kFirstRows << piece)
        , offset(row - (rows - kFirstRows))
    {
    }

    std::size_t piece;
    std::size_t rows;
    std::size_t offset;
};

}  // namespace

/// The numbers, column by column within each piece. A row is published by the count that includes it, so that whoever
/// has read the count may read the row without any lock.
class SeriesStore
{
  public:
    explicit SeriesStore(std::size_t columns)
        : m_columns(columns)
    {
    }

    [[nodiscard]] std::size_t size() const { return m_size.load(std::memory_order_acquire); }
    [[nodiscard]] std::size_t columns() const { return m_columns; }

    [[nodiscard]] double at(std::size_t column, std::size_t row) const
    {
        const Place place(row);
        return m_pieces[place.piece][column * place.rows + place.offset];
    }

    void append(const SeriesRow& row)
    {
        const std::size_t size = m_size.load(std::memory_order_relaxed);
        const Place place(size);
        std::unique_ptr<double[]>& piece = m_pieces.at(place.piece);
        if (!piece) {
            // Not filled with zeros: what is not used yet takes no memory.
            piece.reset(new double[m_columns * place.rows]);
        }
        const auto set = [&](std::size_t column, double value) { piece[column * place.rows + place.offset] = value; };
        set(0, static_cast<double>(row.iteration));
        set(1, static_cast<double>(row.epoch));
        for (std::size_t i = kKeys; i < m_columns; ++i) {
            const std::size_t series = i - kKeys;
            set(i, series < row.values.size() ? row.values[series] : std::numeric_limits<double>::quiet_NaN());
        }
        m_size.store(size + 1, std::memory_order_release);
    }

  private:
    std::size_t m_columns;
    std::array<std::unique_ptr<double[]>, kMostPieces> m_pieces;
    std::atomic<std::size_t> m_size = 0;
};

SeriesColumn::SeriesColumn(std::shared_ptr<const SeriesStore> store, std::size_t column)
    : m_store(std::move(store))
    , m_column(column)
{
}

double SeriesColumn::operator[](std::size_t row) const
{
    return m_column == kNoColumn ? std::numeric_limits<double>::quiet_NaN() : m_store->at(m_column, row);
}

SeriesLog::SeriesLog(RunTable table)
    : m_table(table)
    , m_store(std::make_shared<SeriesStore>(kKeys + seriesOf(table).size()))
{
}

std::size_t SeriesLog::size() const
{
    return std::min(m_store->size(), m_most);
}

std::int64_t SeriesLog::iteration(std::size_t row) const
{
    return static_cast<std::int64_t>(m_store->at(0, row));
}

std::int64_t SeriesLog::epoch(std::size_t row) const
{
    return static_cast<std::int64_t>(m_store->at(1, row));
}

SeriesRow SeriesLog::row(std::size_t row) const
{
    SeriesRow taken{m_table, iteration(row), epoch(row), {}};
    taken.values.reserve(m_store->columns() - kKeys);
    for (std::size_t i = kKeys; i < m_store->columns(); ++i) {
        taken.values.push_back(m_store->at(i, row));
    }
    return taken;
}

SeriesColumn SeriesLog::column(std::string_view name) const
{
    const auto found = findSeries(m_table, name);
    const bool isThere = found && kKeys + *found < m_store->columns();
    return {m_store, isThere ? kKeys + *found : kNoColumn};
}

double SeriesLog::last(std::string_view name) const
{
    const std::size_t rows = size();
    return rows == 0 ? std::numeric_limits<double>::quiet_NaN() : column(name)[rows - 1];
}

std::size_t SeriesLog::rowsUntilEpoch(std::int64_t epoch) const
{
    std::size_t first = 0;
    for (std::size_t end = size(); first < end;) {
        const std::size_t middle = first + (end - first) / 2;
        if (this->epoch(middle) <= epoch) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return first;
}

void SeriesLog::append(const SeriesRow& row)
{
    const bool isPart = m_most != std::numeric_limits<std::size_t>::max();
    if (!isPart || m_store->size() <= m_most) {
        m_store->append(row);
    }
    m_most += isPart ? 1 : 0;
}

SeriesLog SeriesLog::part(std::size_t rows) const
{
    SeriesLog shown = *this;
    shown.m_most = std::min(rows, size());
    return shown;
}

}  // namespace normscope

#include "state/quotas.hpp"

#include <algorithm>

namespace state {
namespace {

constexpr std::int64_t kMbPerGb = 1024;

std::int64_t gb_of(std::int64_t mb) { return (mb + kMbPerGb - 1) / kMbPerGb; }

}  // namespace

bool is_account_size(std::int64_t size_mb) {
  return size_mb % kMbPerGb == 0 && std::ranges::binary_search(kAccountSizesGb, size_mb / kMbPerGb);
}

std::int64_t largest_account_size_mb(std::int64_t quota_gb) {
  const auto above = std::ranges::upper_bound(kAccountSizesGb, quota_gb);
  return (above == kAccountSizesGb.begin() ? *above : *std::prev(above)) * kMbPerGb;
}

std::int64_t allocated_gb(const Entity& entity) { return entity.children_quota_gb + gb_of(entity.allocated_mb); }

std::optional<std::int64_t> free_gb(const Entity& entity) {
  if (!entity.disk_quota_gb) return std::nullopt;
  return *entity.disk_quota_gb - allocated_gb(entity);
}

bool child_fits(const Entity& parent, std::int64_t quota_gb) {
  const auto free = free_gb(parent);
  return !free || quota_gb <= *free;
}

bool account_fits(const Entity& owner, std::int64_t size_mb, std::int64_t instead_of_mb) {
  if (!owner.disk_quota_gb || owner.allow_upload_over_account_size || size_mb <= instead_of_mb) return true;
  return gb_of(owner.allocated_mb - instead_of_mb + size_mb) <= *owner.disk_quota_gb - owner.children_quota_gb;
}

bool quota_fits(const Entity& entity, const Entity& parent, std::int64_t quota_gb) {
  const std::int64_t present = entity.disk_quota_gb.value_or(std::numeric_limits<std::int64_t>::max());
  if (quota_gb == present) return true;
  if (quota_gb < present) return quota_gb >= allocated_gb(entity);
  return child_fits(parent, quota_gb - present);
}

}  // namespace state
